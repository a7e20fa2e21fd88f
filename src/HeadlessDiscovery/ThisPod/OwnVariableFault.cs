namespace HeadlessDiscovery;

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
