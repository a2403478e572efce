package dev.muninn.gpu.worker;

import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.WorkerCommand;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A worker's entry in the list of services: that it is there, and which spaces it can fill. Belongs
 * to one actor.
 */
final class WorkerEntry {
  private final ActorRef<Receptionist.Command> receptionist;
  private final ActorRef<WorkerCommand> worker;
  private final Set<ServiceKey<WorkerCommand>> entered = new HashSet<>();

  WorkerEntry(ActorRef<Receptionist.Command> receptionist, ActorRef<WorkerCommand> worker) {
    this.receptionist = receptionist;
    this.worker = worker;
  }

  /** From now on it is there, for these spaces and no others. */
  void enter(Collection<EmbeddingSpace> spaces) {
    Set<ServiceKey<WorkerCommand>> wanted = new HashSet<>();
    wanted.add(WorkerCommand.WORKERS);
    spaces.forEach(space -> wanted.add(WorkerCommand.workersOf(space)));
    for (ServiceKey<WorkerCommand> key : List.copyOf(entered)) {
      if (!wanted.contains(key)) {
        receptionist.tell(Receptionist.deregister(key, worker));
        entered.remove(key);
      }
    }
    for (ServiceKey<WorkerCommand> key : wanted) {
      if (entered.add(key)) {
        receptionist.tell(Receptionist.register(key, worker));
      }
    }
  }

  void leave() {
    entered.forEach(key -> receptionist.tell(Receptionist.deregister(key, worker)));
    entered.clear();
  }
}
