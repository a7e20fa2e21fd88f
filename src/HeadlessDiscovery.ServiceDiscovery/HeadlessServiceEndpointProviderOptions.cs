namespace HeadlessDiscovery.ServiceDiscovery;

/// <summary>How the peers of a resolver become service endpoints. Named options: the name is that of the resolver.</summary>
public sealed class HeadlessServiceEndpointProviderOptions
{
    /// <summary>The scheme that the pods serve, for a URI that allows several (<c>https+http://orders</c>) or none.</summary>
    /// <value>Default: <c>http</c>. A URI with one scheme keeps it. Where the URI allows several and not this one, its first is used.</value>
    /// <remarks>DNS does not say what a port serves, and nothing is tried in turn. <c>ServiceDiscoveryOptions.AllowedSchemes</c> does not change it.</remarks>
    public string Scheme { get; set; } = Uri.UriSchemeHttp;

    /// <summary>Whether this process is an endpoint too, while DNS lists it.</summary>
    /// <value>Default: <see langword="false"/>: <see cref="PeerSnapshot"/> itself; with <see langword="true"/>, <see cref="PeerSnapshot.Members"/>.</value>
    public bool IncludeSelf { get; set; }

    /// <summary>How long a request may wait for the first verified answer of DNS. Later nothing waits.</summary>
    /// <value>Default: 5 s. Zero or more; <see cref="Timeout.InfiniteTimeSpan"/> for no bound, so that the request's own timeout ends it.</value>
    public TimeSpan FirstAnswerTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The configuration section in which endpoints of this service may be written by hand; they then replace the peers.</summary>
    /// <value>Default: <c>Services</c>, as in <c>Services:orders:http:0</c>, which Aspire's AppHost sets. The same as <c>ConfigurationServiceEndpointProviderOptions.SectionName</c>, or <see langword="null"/> to use the peers whatever is configured.</value>
    public string? ConfigurationSection { get; set; } = "Services";
}
