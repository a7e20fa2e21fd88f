using System.Collections.Immutable;
using System.Globalization;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Collects the options: they add up over all lines, and the later value wins.</summary>
internal sealed class OptionTokens(DiagnosticList diagnostics)
{
    private readonly int[] numbers = [.. ResolvConfOptions.Numbers.Select(number => number.Default)];

    public ResolvConfSwitches Switches { get; private set; }

    public int Read(ResolvConfNumber number) => numbers[ResolvConfOptions.Numbers.IndexOf(number)];

    public void Add(int line, ref ResolvConfTokens tokens)
    {
        while (tokens.TryNext(out var token))
        {
            if (!IsNumber(line, token) && !IsSwitch(token) && !IsOneOf(ResolvConfOptions.Silent, token))
            {
                diagnostics.Add(line, $"The option {PrintableText.Quoted(token)} is unknown and is ignored; write one of resolv.conf(5), in lower case.");
            }
        }
    }

    private bool IsNumber(int line, ReadOnlySpan<char> token)
    {
        var colon = token.IndexOf(':');
        for (var i = 0; i < numbers.Length; i++)
        {
            var option = ResolvConfOptions.Numbers[i];
            if ((colon < 0 ? token : token[..colon]).SequenceEqual(option.Name))
            {
                numbers[i] = Number(line, token, colon < 0 ? [] : token[(colon + 1)..], option, numbers[i]);
                return true;
            }
        }

        return false;
    }

    private bool IsSwitch(ReadOnlySpan<char> token)
    {
        foreach (var option in ResolvConfOptions.Switches)
        {
            if (IsOneOf(option.Names, token))
            {
                Switches |= option.Switch;
                return true;
            }
        }

        return false;
    }

    private static bool IsOneOf(ImmutableArray<string> names, ReadOnlySpan<char> token)
    {
        foreach (var name in names)
        {
            if (token.SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    // Exactly name:digits, but for a comma: glibc and Go both stop there, and read what leads. Go reads the digits that lead, glibc calls strtol, and the two disagree on '+3', '-1' and '5abc'.
    private int Number(int line, ReadOnlySpan<char> token, ReadOnlySpan<char> digits, ResolvConfNumber option, int before)
    {
        if (digits.IndexOf(',') is var comma and > 0 && !digits[..comma].ContainsAnyExceptInRange('0', '9'))
        {
            digits = digits[..comma];
            diagnostics.Add(line, $"The option {PrintableText.Quoted(token)} has a comma: {digits} is read, and what follows is ignored; separate options by blanks.");
        }

        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            diagnostics.Add(line, $"The option {PrintableText.Quoted(token)} has no number and is ignored; write digits right after the colon, from {option.Least} to {option.Most}.");
            return before;
        }

        var significant = digits.TrimStart('0');
        var number = significant.Length switch
        {
            0 => 0,
            > 9 => int.MaxValue,
            _ => int.Parse(significant, CultureInfo.InvariantCulture),
        };
        var clamped = Math.Clamp(number, option.Least, option.Most);
        if (clamped != number)
        {
            diagnostics.Add(line, $"The option {PrintableText.Quoted(token)} is taken as {clamped}; write a number from {option.Least} to {option.Most}.");
        }

        return clamped;
    }
}
