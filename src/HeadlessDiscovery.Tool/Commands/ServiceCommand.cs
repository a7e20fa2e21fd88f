using System.CommandLine;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands;

/// <summary>A command about one service: its name, the options of a lookup, and settings of its own.</summary>
internal abstract class ServiceCommand<TSettings>(string name, CommandHelp help, Words words) : ToolCommand(name, help, words)
{
    private readonly Argument<string?> service = ServiceArgument(words);
    private readonly LookupOptions lookup = new(words);

    protected sealed override Argument Subject => service;

    protected override IEnumerable<Option> OwnOptions => lookup.All;

    public sealed override async Task<int> RunAsync(ParseResult arguments, Invocation invocation, CancellationToken cancellationToken)
    {
        var reader = new OptionReader(arguments, Words);
        var request = new ServiceRequest<TSettings>(reader.Service(service), lookup.Read(reader), Read(reader));
        reader.ThrowIfWrong();
        return await RunAsync(invocation, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the options that no other command has. What is wrong is collected, and ends the command before it runs.</summary>
    protected abstract TSettings Read(OptionReader reader);

    protected abstract Task<int> RunAsync(Invocation invocation, ServiceRequest<TSettings> request, CancellationToken cancellationToken);
}

/// <summary>What the arguments of a <see cref="ServiceCommand{TSettings}"/> say.</summary>
internal sealed record ServiceRequest<TSettings>(string Service, LookupArguments Lookup, TSettings Settings);
