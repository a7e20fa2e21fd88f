namespace HeadlessDiscovery;

/// <summary>A variable that is set and holds something that is not an address.</summary>
/// <param name="Variable">POD_IPS or POD_IP.</param>
/// <param name="Value">The part that cannot be read, in quotes.</param>
/// <param name="Fault">What is wrong with it.</param>
internal sealed record OwnVariableProblem(string Variable, string Value, OwnVariableFault Fault);
