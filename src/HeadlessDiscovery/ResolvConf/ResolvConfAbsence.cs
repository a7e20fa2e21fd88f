namespace HeadlessDiscovery.ResolvConf;

/// <summary>What is said where there is no file to read.</summary>
internal static class ResolvConfAbsence
{
    private const string DefaultPath = "/etc/resolv.conf";

    public static ConfigurationDiagnostic Diagnostic(string path, Exception exception, bool isWindows)
    {
        var file = Shown.Quoted(path);
        return new(0, (exception, path) switch
        {
            (FileNotFoundException or DirectoryNotFoundException, DefaultPath) when isWindows =>
                $"Windows has no {file}; set NameServers and a fully qualified ServiceName or SearchDomains, or set ResolvConfPath.",
            (FileNotFoundException or DirectoryNotFoundException, _) =>
                $"The file {file} does not exist, or is a link to a file that does not; correct ResolvConfPath, or set NameServers and SearchDomains.",
            _ when Directory.Exists(path) =>
                $"The path {file} is a directory; set ResolvConfPath to a file, or set NameServers and SearchDomains.",
            _ =>
                $"The file {file} cannot be read ({exception.GetType().Name}); make it readable for this process, or set NameServers and SearchDomains.",
        }) { Kind = ConfigurationDiagnosticKind.NoFile };
    }
}
