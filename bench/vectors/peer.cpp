// The C++ reference in `muninn bench vectors`: hnswlib as Debian packages it (libhnswlib-dev), one
// thread, inner product. The benchmark compiles this with g++ -O3 -march=native, starts it as a
// child and speaks to it line by line, so that its rounds alternate with ours.
//
//   peer VECTORS QUERIES COUNT QUERY_COUNT DIMENSION M EF_CONSTRUCTION
//
// VECTORS and QUERIES hold rows of DIMENSION little-endian floats; the label of a row is its number.
// A command is a line; so is an answer, unless stated:
//
//   build       -> built NANOS BYTES         BYTES: growth of the resident set
//   run EF K    -> ran NANOS CPU_NANOS       then a line a query: NANOS LABEL*, best first
//   count EF K  -> counted DISTANCES         of all queries together, not timed
//   save FILE   -> saved NANOS
//   load FILE   -> loaded NANOS              into a second index that is dropped again
//   quit

#include <hnswlib/hnswlib.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace {

using Index = hnswlib::HierarchicalNSW<float>;

long long nanos(clockid_t clock) {
  timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

long long wall() { return nanos(CLOCK_MONOTONIC); }

long long cpu() { return nanos(CLOCK_THREAD_CPUTIME_ID); }

long long residentBytes() {
  std::ifstream file("/proc/self/statm");
  long long all = 0;
  long long resident = 0;
  file >> all >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

std::vector<float> rows(const char *path, size_t count, size_t dimension) {
  std::vector<float> values(count * dimension);
  std::ifstream file(path, std::ios::binary);
  if (!file.read(reinterpret_cast<char *>(values.data()), values.size() * sizeof(float))) {
    std::cerr << path << " does not hold " << count << " rows of " << dimension << std::endl;
    std::exit(2);
  }
  return values;
}

// The distance of the space, and how often it was asked for.
hnswlib::DISTFUNC<float> plainDistance;
long long asked = 0;

float countedDistance(const void *a, const void *b, const void *parameter) {
  asked++;
  return plainDistance(a, b, parameter);
}

struct Peer {
  size_t count;
  size_t queryCount;
  size_t dimension;
  size_t m;
  size_t efConstruction;
  std::vector<float> vectors;
  std::vector<float> queries;
  hnswlib::InnerProductSpace space;
  std::unique_ptr<Index> index;

  explicit Peer(char **arguments)
      : count(std::stoul(arguments[3])),
        queryCount(std::stoul(arguments[4])),
        dimension(std::stoul(arguments[5])),
        m(std::stoul(arguments[6])),
        efConstruction(std::stoul(arguments[7])),
        vectors(rows(arguments[1], count, dimension)),
        queries(rows(arguments[2], queryCount, dimension)),
        space(dimension) {}

  void build() {
    long long before = residentBytes();
    long long begin = wall();
    index = std::make_unique<Index>(&space, count, m, efConstruction);
    for (size_t i = 0; i < count; i++) {
      index->addPoint(&vectors[i * dimension], i);
    }
    long long took = wall() - begin;
    std::cout << "built " << took << ' ' << residentBytes() - before << std::endl;
  }

  auto search(size_t query, size_t k) { return index->searchKnn(&queries[query * dimension], k); }

  void run(size_t ef, size_t k) {
    index->setEf(ef);
    std::vector<long long> each(queryCount);
    std::vector<long long> found(queryCount * k, -1);
    long long begin = wall();
    long long cpuBegin = cpu();
    for (size_t query = 0; query < queryCount; query++) {
      long long start = wall();
      auto hits = search(query, k);
      for (size_t at = hits.size(); at-- > 0; hits.pop()) {
        found[query * k + at] = static_cast<long long>(hits.top().second);
      }
      each[query] = wall() - start;
    }
    long long cpuTook = cpu() - cpuBegin;
    std::ostringstream answer;
    answer << "ran " << wall() - begin << ' ' << cpuTook << '\n';
    for (size_t query = 0; query < queryCount; query++) {
      answer << each[query];
      for (size_t at = 0; at < k && found[query * k + at] >= 0; at++) {
        answer << ' ' << found[query * k + at];
      }
      answer << '\n';
    }
    std::cout << answer.str() << std::flush;
  }

  void countDistances(size_t ef, size_t k) {
    index->setEf(ef);
    plainDistance = index->fstdistfunc_;
    index->fstdistfunc_ = countedDistance;
    asked = 0;
    for (size_t query = 0; query < queryCount; query++) {
      search(query, k);
    }
    index->fstdistfunc_ = plainDistance;
    std::cout << "counted " << asked << std::endl;
  }

  void save(const std::string &path) {
    long long begin = wall();
    index->saveIndex(path);
    std::cout << "saved " << wall() - begin << std::endl;
  }

  void load(const std::string &path) {
    long long begin = wall();
    Index second(&space, path);
    std::cout << "loaded " << wall() - begin << std::endl;
  }
};

}  // namespace

int main(int argumentCount, char **arguments) {
  if (argumentCount != 8) {
    std::cerr << "peer VECTORS QUERIES COUNT QUERY_COUNT DIMENSION M EF_CONSTRUCTION" << std::endl;
    return 2;
  }
  Peer peer(arguments);
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line);
    std::string command;
    std::string path;
    size_t ef = 0;
    size_t k = 0;
    words >> command;
    if (command == "build") {
      peer.build();
    } else if (command == "run" && words >> ef >> k) {
      peer.run(ef, k);
    } else if (command == "count" && words >> ef >> k) {
      peer.countDistances(ef, k);
    } else if (command == "save" && words >> path) {
      peer.save(path);
    } else if (command == "load" && words >> path) {
      peer.load(path);
    } else if (command == "quit") {
      return 0;
    } else {
      std::cerr << "not understood: " << line << std::endl;
      return 2;
    }
  }
  return 0;
}
