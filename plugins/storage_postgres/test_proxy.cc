#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <string_view>

#include "test_cluster.h"
#include "test_util.h"

namespace storage_postgres {
namespace {

// How long the threads sleep before they look whether they are to end.
constexpr int kMilliseconds = 50;

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) throw std::runtime_error("a path is too long");
  std::memcpy(address.sun_path, path.data(), path.size());
  return address;
}

// The value of an option of the cluster's conninfo.
std::string option(const std::string& key) {
  const std::size_t at = cluster().find(key + '=') + key.size() + 1;
  return cluster().substr(at, cluster().find(' ', at) - at);
}

bool readable(int socket) {
  pollfd ready{socket, POLLIN, 0};
  return ::poll(&ready, 1, kMilliseconds) > 0;
}

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

}  // namespace

TestProxy::TestProxy()
    : folder_((std::filesystem::temp_directory_path() / "stelsel-wire-XXXXXX").string()) {
  if (::mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no folder for a socket");
  listening_ = ::socket(AF_UNIX, SOCK_STREAM, 0);
  const sockaddr_un address = address_of(folder_ + "/.s.PGSQL.5432");
  if (::bind(listening_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listening_, 16) != 0) {
    throw std::runtime_error("no socket");
  }
  accepting_ = std::thread([this] { accept_all(); });
}

TestProxy::~TestProxy() {
  ending_ = true;
  accepting_.join();
  for (std::thread& thread : carrying_) thread.join();
  ::close(listening_);
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string TestProxy::conninfo() const {
  return "host=" + folder_ + " port=5432 dbname=postgres user=postgres";
}

void TestProxy::cut(Cut what, bool closed) {
  closed_after_ = closed;
  cut_ = what;
}

void TestProxy::accept_all() {
  while (!ending_) {
    if (!readable(listening_)) continue;
    const int client = ::accept(listening_, nullptr, nullptr);
    if (client < 0) continue;
    if (closed_) {
      ::close(client);
      continue;
    }
    carrying_.emplace_back([this, client] { carry(client); });
  }
}

void TestProxy::carry(int client) {
  const int server = ::socket(AF_UNIX, SOCK_STREAM, 0);
  const sockaddr_un address = address_of(option("host") + "/.s.PGSQL." + option("port"));
  if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    while (!ending_ && pass(client, server)) continue;
  }
  ::close(client);
  ::close(server);
}

bool TestProxy::pass(int client, int server) {
  pollfd ready[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
  if (::poll(ready, 2, kMilliseconds) <= 0) return true;
  char bytes[65536];
  for (int side = 0; side < 2; ++side) {
    if (ready[side].revents == 0) continue;
    const ssize_t size = ::recv(ready[side].fd, bytes, sizeof bytes, 0);
    if (size <= 0) return false;
    const std::string_view text(bytes, static_cast<std::size_t>(size));
    const bool commits = side == 0 && text == std::string_view("Q\0\0\0\013COMMIT\0", 12);
    const Cut cut = commits ? cut_.exchange(kNothing) : kNothing;
    if (cut != kNothing) {
      happened_ = true;
      closed_ = closed_after_.load();
    }
    if (cut == kRequest) return false;
    if (!send_all(ready[1 - side].fd, text)) return false;
    if (cut == kAnswer) {
      while (!ending_ && !readable(server)) continue;
      return false;
    }
  }
  return true;
}

}  // namespace storage_postgres
