namespace HeadlessDiscovery.Simulation.Clients;

/// <summary>What came of a question.</summary>
internal sealed record PolledAnswer(PolledAnswerKind Kind, IReadOnlyList<int> Addresses, TimeSpan Ttl);
