using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HeadlessDiscovery.Tests;

/// <summary>What a project made by Aspire's template adds to every application. Each package is tested in an application that has it.</summary>
internal static class ServiceDefaults
{
    // The lines of Aspire's ServiceDefaults project.
    public static void AddServiceDefaults(this IHostApplicationBuilder builder)
    {
        builder.Services.AddServiceDiscovery();

        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            // Turn on resilience by default
            http.AddStandardResilienceHandler();

            // Turn on service discovery by default
            http.AddServiceDiscovery();
        });
    }
}
