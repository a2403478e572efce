package dev.muninn.http;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/** Takes the database away from stores, as a stopped server does: calls hang until it is back. */
final class DatabaseSwitch {
  private volatile CountDownLatch away = new CountDownLatch(0);

  void takeAway() {
    away = new CountDownLatch(1);
  }

  void bringBack() {
    away.countDown();
  }

  /** The store, behind this switch. */
  <T> T behind(Class<T> type, T store) {
    InvocationHandler calls =
        (proxy, method, arguments) -> {
          away.await();
          try {
            return method.invoke(store, arguments);
          } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
          }
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
  }
}
