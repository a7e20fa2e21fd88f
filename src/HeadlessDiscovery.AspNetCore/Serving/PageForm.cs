namespace HeadlessDiscovery.AspNetCore.Serving;

/// <summary>In which form the page is given.</summary>
internal enum PageForm
{
    /// <summary>application/json.</summary>
    Json,

    /// <summary>text/html.</summary>
    Html,

    /// <summary>text/event-stream.</summary>
    Events,
}
