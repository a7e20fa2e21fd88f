using HeadlessDiscovery.Json;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output;
using HeadlessDiscovery.Tool.Output.Json;
using HeadlessDiscovery.Tool.Output.Plain;

namespace HeadlessDiscovery.Tool.Commands.Watch;

/// <summary>Tells events in one output format.</summary>
internal abstract class ChangePrinter
{
    public static ChangePrinter For(Invocation invocation, string service) => invocation.Format switch
    {
        OutputFormat.Json => new JsonChangePrinter(invocation),
        OutputFormat.Plain => new PlainChangePrinter(invocation),
        _ => new LineChangePrinter(invocation, service),
    };

    public abstract void Tell(WatchEvent told);

    private sealed class JsonChangePrinter(Invocation invocation) : ChangePrinter
    {
        public override void Tell(WatchEvent told) => invocation.Json(WatchJson.Of(told));
    }

    /// <summary>The whole list each time it changes, an empty line after each: a reader takes what stands before it.</summary>
    private sealed class PlainChangePrinter(Invocation invocation) : ChangePrinter
    {
        public override void Tell(WatchEvent told)
        {
            if (told.Kind is EventKind.Snapshot or EventKind.Change && told.Snapshot.IsResolved)
            {
                PlainLines.Write(invocation.Console, told.Snapshot.Select(PlainLines.Text).Append(string.Empty));
            }
        }
    }
}
