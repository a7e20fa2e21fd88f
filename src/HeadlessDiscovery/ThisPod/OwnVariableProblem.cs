namespace HeadlessDiscovery;

/// <summary>A variable that is set and holds something that is not an address.</summary>
/// <param name="Variable">POD_IPS or POD_IP.</param>
/// <param name="Value">The part that cannot be read, in quotes.</param>
/// <param name="Fault">What is wrong with it.</param>
internal sealed record OwnVariableProblem(string Variable, string Value, OwnVariableFault Fault);

/// <summary>What is wrong with a variable that should hold an address.</summary>
internal enum OwnVariableFault
{
    NotAnAddress,

    /// <summary>Kubernetes leaves <c>$(NAME)</c> as it is where NAME is not defined above it.</summary>
    Unexpanded,
    Cidr,
    Quoted,
    Several,
}
