using HeadlessDiscovery.Simulation.Fates;

namespace HeadlessDiscovery.Simulation.Invariants;

/// <summary>An invariant that did not hold, and the shortest history that was found which still shows it.</summary>
internal sealed record Failure(int Seed, int Service, int Size, string What, IReadOnlyList<Happening> History, int Of);
