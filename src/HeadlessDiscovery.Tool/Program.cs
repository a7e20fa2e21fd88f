using HeadlessDiscovery.Tool.Hosting;

namespace HeadlessDiscovery.Tool;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        using var host = ProcessHost.Create();
        return await Application.RunAsync(args, host).ConfigureAwait(false);
    }
}
