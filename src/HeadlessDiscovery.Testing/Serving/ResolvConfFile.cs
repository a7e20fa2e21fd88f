using System.Globalization;
using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Serving;

/// <summary>The file that kubelet would write into a pod.</summary>
internal sealed class ResolvConfFile : IDisposable
{
    public ResolvConfFile(HeadlessServiceServerOptions options)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"headless-discovery-{Guid.NewGuid():N}.resolv.conf");
        File.WriteAllText(Path, Text(options));
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);

    private static string Text(HeadlessServiceServerOptions options)
    {
        var zone = NameText.Normal(options.Zone);
        IEnumerable<string> search = options.SearchDomains.Count > 0 ? options.SearchDomains : [$"{options.Namespace}.svc.{zone}", $"svc.{zone}", zone];
        return string.Create(CultureInfo.InvariantCulture, $"search {string.Join(' ', search)}\nnameserver {options.Address}\noptions ndots:{options.Ndots}\n");
    }
}
