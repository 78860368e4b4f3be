#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "attribution/model.hpp"

namespace baton::attribution {

std::span<const Model> models() {
    static const std::vector<Model> all{model_first(),
                                        model_last(),
                                        model_linear(),
                                        model_time_decay(),
                                        model_u_shaped(),
                                        model_w_shaped(),
                                        model_custom(),
                                        model_markov(),
                                        model_shapley()};
    return all;
}

const Model* find_model(std::string_view name) {
    const auto found = std::ranges::find(models(), name, &Model::name);
    return found == models().end() ? nullptr : &*found;
}

}  // namespace baton::attribution
