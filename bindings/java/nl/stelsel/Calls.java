package nl.stelsel;

import com.sun.jna.Callback;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import nl.stelsel.StelselException.Code;

/** An open engine as its calls see it: its services, and what it lends to calls. */
final class Calls {
  interface Write extends Callback {
    int invoke(Pointer context, Pointer bytes, long count);
  }

  interface Told extends Callback {
    void invoke(Pointer context, Pointer what, long done, long total);
  }

  private final Border border;
  private final Map<String, Border.Table> services = new ConcurrentHashMap<>();
  private final Set<Handle> family = ConcurrentHashMap.newKeySet();
  private final AtomicInteger running = new AtomicInteger();
  private final String language;
  private volatile Pointer host;

  Calls(Border border, String options, String language) {
    this.border = border;
    this.language = language;
    this.host = border.open(options);
  }

  Pointer host() {
    Pointer open = host;
    if (open == null) throw new StelselException(Code.FAILED_PRECONDITION, "the engine was closed");
    return open;
  }

  String language() {
    return language;
  }

  /** Findings and writers, which go before the engine. */
  Set<Handle> family() {
    return family;
  }

  Border.Table service(String id) {
    return services.computeIfAbsent(id, wanted -> border.service(host(), wanted));
  }

  /** Runs a call with a progress that tells {@code tell}, or none. What it uses cannot be closed meanwhile. */
  <T> T during(Options.Progress tell, Function<Pointer, T> call, Handle... used) {
    List<Handle> held = new ArrayList<>();
    running.incrementAndGet();
    try {
      for (Handle handle : used) {
        handle.hold();
        held.add(handle);
      }
      return tell == null ? call.apply(null) : telling(tell, call);
    } finally {
      held.forEach(Handle::unhold);
      running.decrementAndGet();
    }
  }

  /** The same for a call that tells nothing, but may run code of the caller. */
  void during(Runnable call, Handle... used) {
    during(null, progress -> {
      call.run();
      return null;
    }, used);
  }

  private <T> T telling(Options.Progress tell, Function<Pointer, T> call) {
    Border.Table service = service("host.progress/1");
    AtomicReference<Pointer> progress = new AtomicReference<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Told told = (context, what, done, total) -> {
      if (thrown.get() != null) return;
      try {
        tell.tell(what.getString(0, "UTF-8"), done, total);
      } catch (Throwable error) { // nothing crosses the border
        thrown.set(error);
        service.run("cancel", progress.get());
      }
    };
    progress.set(service.made("make", host(), told, null));
    try {
      return call.apply(progress.get());
    } catch (StelselException error) {
      throw because(error, thrown.get());
    } finally {
      service.run("release", progress.get());
      Reference.reachabilityFence(told);
    }
  }

  private static StelselException because(StelselException error, Throwable cause) {
    return cause == null ? error : new StelselException(error.code(), error.getMessage(), cause);
  }

  /** Hands what {@code fill} writes into an output to {@code stream}, piece by piece. */
  void writing(OutputStream stream, Consumer<Pointer> fill) {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Write write = (context, bytes, count) -> {
      try {
        stream.write(bytes.getByteArray(0, (int) count));
        return 0;
      } catch (Throwable error) { // nothing crosses the border
        thrown.set(error);
        return 1;
      }
    };
    try {
      filling(service("host.output/1").made("to_function", host(), write, null), fill);
    } catch (StelselException error) {
      throw because(error, thrown.get());
    } finally {
      Reference.reachabilityFence(write);
    }
  }

  /** Into a file that is there whole or not at all. */
  void toFile(String path, Consumer<Pointer> fill) {
    filling(service("host.output/1").made("to_file", host(), path), fill);
  }

  private void filling(Pointer output, Consumer<Pointer> fill) {
    Border.Table service = service("host.output/1");
    try {
      fill.accept(output);
      service.call("commit", output);
    } finally {
      service.run("release", output);
    }
  }

  synchronized void close() {
    if (host == null) return;
    if (running.get() > 0) {
      throw new StelselException(Code.FAILED_PRECONDITION, "the engine cannot be closed: a call is running");
    }
    List.copyOf(family).forEach(Handle::close);
    border.close(host);
    host = null;
  }
}
