#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace baton::attribution {

// A square matrix of doubles, row by row.
class DenseMatrix {
public:
    explicit DenseMatrix(std::size_t size) : size_(size), cells_(size * size) {}

    [[nodiscard]] std::size_t size() const { return size_; }

    [[nodiscard]] std::span<double> row(std::size_t row) {
        return std::span(cells_).subspan(row * size_, size_);
    }

    [[nodiscard]] std::span<const double> row(std::size_t row) const {
        return std::span(cells_).subspan(row * size_, size_);
    }

private:
    std::size_t size_;
    std::vector<double> cells_;
};

// By Gauss-Jordan elimination with row pivots; size³ steps, fewer where the matrix has zeros.
// REQUIRES: the matrix is regular.
[[nodiscard]] DenseMatrix inverse(DenseMatrix matrix);

}  // namespace baton::attribution
