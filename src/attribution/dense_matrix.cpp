#include "attribution/dense_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace baton::attribution {

namespace {

std::size_t pivot_of(const DenseMatrix& matrix, std::size_t column) {
    std::size_t best = column;
    for (std::size_t row = column + 1; row < matrix.size(); ++row) {
        if (std::abs(matrix.row(row)[column]) > std::abs(matrix.row(best)[column])) {
            best = row;
        }
    }
    return best;
}

void scale(std::span<double> row, double by) {
    for (double& cell : row) {
        cell *= by;
    }
}

void subtract(std::span<double> from, std::span<const double> row, double times) {
    for (std::size_t column = 0; column < from.size(); ++column) {
        from[column] -= times * row[column];
    }
}

}  // namespace

DenseMatrix inverse(DenseMatrix matrix) {
    const std::size_t size = matrix.size();
    DenseMatrix result(size);
    for (std::size_t at = 0; at < size; ++at) {
        result.row(at)[at] = 1;
    }
    for (std::size_t column = 0; column < size; ++column) {
        const std::size_t pivot = pivot_of(matrix, column);
        std::ranges::swap_ranges(matrix.row(column), matrix.row(pivot));
        std::ranges::swap_ranges(result.row(column), result.row(pivot));
        const double by = 1 / matrix.row(column)[column];
        scale(matrix.row(column), by);
        scale(result.row(column), by);
        for (std::size_t row = 0; row < size; ++row) {
            const double times = row == column ? 0 : matrix.row(row)[column];
            if (times != 0) {
                subtract(matrix.row(row), matrix.row(column), times);
                subtract(result.row(row), result.row(column), times);
            }
        }
    }
    return result;
}

}  // namespace baton::attribution
