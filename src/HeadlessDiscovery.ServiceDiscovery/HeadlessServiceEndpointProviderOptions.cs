namespace HeadlessDiscovery.ServiceDiscovery;

/// <summary>Options for how the peers of a resolver become service endpoints. These are named options: the name is that of the resolver.</summary>
public sealed class HeadlessServiceEndpointProviderOptions
{
    /// <summary>The scheme that the pods serve, for a URI that allows several (<c>https+http://orders</c>) or none.</summary>
    /// <value>Default: <c>http</c>. A URI with a single scheme keeps it. If a URI allows several schemes but not this one, its first is used.</value>
    /// <remarks>DNS does not contain the scheme of a port, and schemes are not tried one after the other. <c>ServiceDiscoveryOptions.AllowedSchemes</c> has no effect on it.</remarks>
    public string Scheme { get; set; } = Uri.UriSchemeHttp;

    /// <summary>Whether this process is an endpoint as well, while DNS lists it.</summary>
    /// <value>Default: <see langword="false"/>, which uses the peers of the <see cref="PeerSnapshot"/>; <see langword="true"/> uses <see cref="PeerSnapshot.Members"/>.</value>
    public bool IncludeSelf { get; set; }

    /// <summary>How long a request may wait for the first verified DNS answer. Later requests do not wait.</summary>
    /// <value>Default: 5 s. Zero or more; <see cref="Timeout.InfiniteTimeSpan"/> for no limit except the request's own timeout.</value>
    public TimeSpan FirstAnswerTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The configuration section in which endpoints of this service can be configured; they take precedence over the peers.</summary>
    /// <value>Default: <c>Services</c>, as in <c>Services:orders:http:0</c>, which Aspire's AppHost sets. It must equal <c>ConfigurationServiceEndpointProviderOptions.SectionName</c>, or be <see langword="null"/> to use the peers regardless of the configuration.</value>
    public string? ConfigurationSection { get; set; } = "Services";
}
