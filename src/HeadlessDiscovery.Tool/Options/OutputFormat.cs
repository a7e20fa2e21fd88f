namespace HeadlessDiscovery.Tool.Options;

internal enum OutputFormat
{
    Table,
    Json,
    Plain,
}
