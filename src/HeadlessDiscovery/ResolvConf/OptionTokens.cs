using System.Globalization;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Collects the options: they add up over all lines, and the later value wins.</summary>
internal sealed class OptionTokens(DiagnosticList diagnostics)
{
    public int Ndots { get; private set; } = 1;

    public int TimeoutSeconds { get; private set; } = 5;

    public int Attempts { get; private set; } = 2;

    public bool Rotate { get; private set; }

    public bool UseTcp { get; private set; }

    public bool SingleRequest { get; private set; }

    public bool NoAaaa { get; private set; }

    public bool NoReload { get; private set; }

    public bool NoTldQuery { get; private set; }

    public void Add(int line, ref ResolvConfTokens tokens)
    {
        while (tokens.TryNext(out var token))
        {
            Add(line, token);
        }
    }

    private void Add(int line, ReadOnlySpan<char> token)
    {
        var colon = token.IndexOf(':');
        var value = colon < 0 ? [] : token[(colon + 1)..];
        switch (colon < 0 ? token : token[..colon])
        {
            case "ndots":
                Ndots = Number(line, token, value, 0, 15, Ndots);
                return;
            case "timeout":
                TimeoutSeconds = Number(line, token, value, 1, 30, TimeoutSeconds);
                return;
            case "attempts":
                Attempts = Number(line, token, value, 1, 5, Attempts);
                return;
        }

        switch (token)
        {
            case "rotate":
                Rotate = true;
                break;
            case "use-vc" or "usevc" or "tcp":
                UseTcp = true;
                break;
            case "single-request" or "single-request-reopen":
                SingleRequest = true;
                break;
            case "no-aaaa":
                NoAaaa = true;
                break;
            case "no-reload":
                NoReload = true;
                break;
            case "no-tld-query":
                NoTldQuery = true;
                break;
            case "edns0":
            case "trust-ad" or "strict-error" or "inet6" or "debug" or "no-check-names":
            case "ip6-bytestring" or "ip6-dotint" or "no-ip6-dotint":
                // EDNS is always on, and the others change nothing about peers: silence, for systemd writes some on every machine.
                break;
            default:
                diagnostics.Add(line, $"The option {Shown.Quoted(token)} is unknown and is ignored; write one of resolv.conf(5), in lower case.");
                break;
        }
    }

    // Exactly name:digits, but for a comma: glibc and Go both stop there, and read what leads. Go reads the digits that lead, glibc calls strtol, and the two disagree on '+3', '-1' and '5abc'.
    private int Number(int line, ReadOnlySpan<char> token, ReadOnlySpan<char> digits, int min, int max, int before)
    {
        if (digits.IndexOf(',') is var comma and > 0 && !digits[..comma].ContainsAnyExceptInRange('0', '9'))
        {
            digits = digits[..comma];
            diagnostics.Add(line, $"The option {Shown.Quoted(token)} has a comma: {digits} is read, and what follows is ignored; separate options by blanks.");
        }

        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            diagnostics.Add(line, $"The option {Shown.Quoted(token)} has no number and is ignored; write digits right after the colon, from {min} to {max}.");
            return before;
        }

        var significant = digits.TrimStart('0');
        var number = significant.Length switch
        {
            0 => 0,
            > 9 => int.MaxValue,
            _ => int.Parse(significant, CultureInfo.InvariantCulture),
        };
        var clamped = Math.Clamp(number, min, max);
        if (clamped != number)
        {
            diagnostics.Add(line, $"The option {Shown.Quoted(token)} is taken as {clamped}; write a number from {min} to {max}.");
        }

        return clamped;
    }
}
