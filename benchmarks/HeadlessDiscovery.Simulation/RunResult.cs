using HeadlessDiscovery.Simulation.Clients;
using HeadlessDiscovery.Simulation.Counting;
using HeadlessDiscovery.Simulation.Invariants;

namespace HeadlessDiscovery.Simulation;

/// <summary>What a run gave.</summary>
internal sealed record RunResult(Policy Policy, IReadOnlyList<int> Sizes, Account Account, QueryCounts Queries, Failure? Failure);
