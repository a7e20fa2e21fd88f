using System.CommandLine;
using System.Globalization;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Options;

/// <summary>Reads options as text and turns them into values; what is wrong is collected, so that one run names all of it.</summary>
internal sealed class OptionReader(ParseResult arguments, Words words)
{
    private readonly List<string> wrong = [];

    public void Wrong(string message) => wrong.Add(message);

    public void ThrowIfWrong()
    {
        if (wrong.Count > 0)
        {
            throw new UsageException(string.Join(Environment.NewLine, wrong));
        }
    }

    public bool Flag(Option<bool> option) => arguments.GetValue(option);

    public string? Text(Option<string?> option) => arguments.GetValue(option);

    public string[] Texts(Option<string[]> option) => arguments.GetValue(option) ?? [];

    public int? Number(Option<string?> option, int least, int most)
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        Wrong(words.NotANumber(option.Name, text, least, most));
        return null;
    }

    public TimeSpan? Duration(Option<string?> option)
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        if (DurationText.TryParse(text, out var value) && value > TimeSpan.Zero)
        {
            return value;
        }

        Wrong(words.NotADuration(option.Name, text));
        return null;
    }

    public T Choice<T>(Option<string?> option, T otherwise, params ReadOnlySpan<(string Text, T Value)> choices)
    {
        if (Text(option) is not { } text)
        {
            return otherwise;
        }

        var known = new string[choices.Length];
        for (var i = 0; i < choices.Length; i++)
        {
            if (choices[i].Text == text)
            {
                return choices[i].Value;
            }

            known[i] = choices[i].Text;
        }

        Wrong(words.NotAChoice(option.Name, text, known));
        return otherwise;
    }

    public string[] Addresses(Option<string[]> option, bool withPort)
    {
        var texts = Texts(option);
        foreach (var text in texts)
        {
            if (!Peer.TryParse(text, out var peer) || peer.Port is 0 || (!withPort && peer.Port is not null))
            {
                Wrong(words.NotAnAddress(option.Name, text, withPort));
            }
        }

        return texts;
    }

    public string Service(Argument<string?> argument)
    {
        if (arguments.GetValue(argument) is not { } name)
        {
            Wrong(words.ServiceMissing);
            return string.Empty;
        }

        if (ServiceName.Meant(name) is { } meant)
        {
            Wrong(words.MoreThanAName(name, meant));
        }
        else if (!ServiceName.IsValid(name))
        {
            Wrong(words.NotAServiceName(name));
        }

        return name;
    }
}
