using System.Runtime.InteropServices;

namespace HeadlessDiscovery.Cluster.Tests.Pods;

/// <summary>Signals that .NET does not send.</summary>
internal static class Signal
{
    // Numbers of Linux; macOS has others for the last two.
    public static int Terminate => 15;

    public static int Stop => OperatingSystem.IsMacOS() ? 17 : 19;

    public static int Continue => OperatingSystem.IsMacOS() ? 19 : 18;

    public static void Send(int process, int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        if (Kill(process, signal) != 0)
        {
            throw new InvalidOperationException($"Signal {signal} to {process} failed: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
