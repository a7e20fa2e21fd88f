namespace HeadlessDiscovery.Grpc;

/// <summary>Options for how channels to <c>headless:///NAME</c> address the pods of that name. Set them with <c>AddHeadlessGrpcResolver(name, configure)</c>; they are read when a channel is created.</summary>
public sealed class HeadlessGrpcOptions
{
    /// <summary>The host name of the service: sent as <c>:authority</c> and as SNI, and the name that the certificate of every pod must contain.</summary>
    /// <value>Default: <see langword="null"/>, the service name of the peers, or their addresses if that is not a host name. An ASCII host name without a port.</value>
    public string? HostName { get; set; }

    /// <summary>The port of every pod.</summary>
    /// <value>Default: <see langword="null"/>, the peer's port, otherwise 443 with TLS and 80 without. 1 to 65535.</value>
    /// <remarks>A port in the address of a channel (<c>headless:///orders:5000</c>) takes precedence.</remarks>
    public int? Port { get; set; }
}
