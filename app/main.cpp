#include <ios>
#include <iostream>

#include "app/command_line.hpp"
#include "app/verbs.hpp"

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    baton::app::Streams streams{.in = std::cin, .out = std::cout, .err = std::cerr};
    return baton::app::run(argc, argv, streams);
}
