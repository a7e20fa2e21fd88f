// The figures of docs/design.md, "Grain": dotnet run .ci/house.cs -- COMMIT…   (HEAD where none is given)
using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.Text.RegularExpressions;

string[] commits = args is [] ? ["HEAD"] : args;
var houses = commits.Select(Read).ToArray();

// What a change of each kind touches is measured on one of its kind: every source file below src that names it.
(string Row, Func<Dictionary<string, string>, string> Figure)[] rows =
[
    ("files of the core", house => $"{Core(house).Count}"),
    ("files in its root", house => $"{Core(house).Keys.Count(path => path.Count(letter => letter == '/') == 2)}"),
    ("lines of the core", house => Number(Core(house).Values.Sum(Lines))),
    ("lines of all packages and the tool", house => Number(house.Values.Sum(Lines))),
    ("files of at most 30 lines, of the core", house => string.Create(CultureInfo.InvariantCulture, $"{100.0 * Core(house).Values.Count(text => Lines(text) <= 30) / Core(house).Count:0} %")),
    ("declarations with five parameters or more, per 1,000 lines", house => string.Create(CultureInfo.InvariantCulture, $"{1000.0 * house.Values.Sum(LongLists) / house.Values.Sum(Lines):0.0}")),
    ("files that name an option of resolv.conf (`no-tld-query`)", house => Naming(house, @"NoTldQuery|noTldQuery|no-tld-query")),
    ("files that name a finding (`HP302`)", house => Naming(house, @"\bHP302\b|FindingCatalogue\.ClusterIp\b|const string ClusterIp\b")),
    ("files that name an option (`MassRemovalHold`)", house => Naming(house, @"\bMassRemovalHold\b")),
    ("files that name a metric (`headless_discovery.changes`)", house => Naming(house, @"headless_discovery\.changes")),
];

Console.WriteLine($"| | {string.Join(" | ", commits)} |");
Console.WriteLine($"|---|{string.Concat(Enumerable.Repeat("--:|", commits.Length))}");
foreach (var (row, figure) in rows)
{
    Console.WriteLine($"| {row} | {string.Join(" | ", houses.Select(figure))} |");
}

static Dictionary<string, string> Read(string commit)
{
    using var git = Process.Start(new ProcessStartInfo("git", ["archive", "--format=tar", commit, "src"]) { RedirectStandardOutput = true })!;
    using var archive = new TarReader(git.StandardOutput.BaseStream);
    var house = new Dictionary<string, string>(StringComparer.Ordinal);
    while (archive.GetNextEntry() is { } entry)
    {
        if (entry.Name.EndsWith(".cs", StringComparison.Ordinal))
        {
            using var text = new StreamReader(entry.DataStream ?? Stream.Null);
            house[entry.Name] = text.ReadToEnd();
        }
    }

    git.WaitForExit();
    return git.ExitCode == 0 ? house : throw new ArgumentException($"git knows no commit '{commit}'.");
}

static Dictionary<string, string> Core(Dictionary<string, string> house) =>
    house.Where(file => file.Key.StartsWith("src/HeadlessDiscovery/", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

static int Lines(string text) => text.AsSpan().Count('\n');

static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

static string Naming(Dictionary<string, string> house, string pattern) => $"{house.Values.Count(text => Regex.IsMatch(text, pattern))}";

// Methods, constructors and types with a list of parameters, which begin with an access or another modifier.
static int LongLists(string text) => Regex.Matches(text, @"^\s*(?:(?:public|internal|private|protected|file|static|sealed|async|readonly|override|virtual|abstract|partial)\s+)+[^=;(){}]*\(", RegexOptions.Multiline)
    .Count(head => Parameters(text.AsSpan(head.Index + head.Length)) >= 5);

static int Parameters(ReadOnlySpan<char> list)
{
    var (depth, count) = (0, 1);
    foreach (var letter in list)
    {
        switch (letter)
        {
            case ')' when depth == 0:
                return count;
            case '(' or '<' or '[' or '{':
                depth++;
                break;
            case ')' or '>' or ']' or '}':
                depth--;
                break;
            case ',' when depth == 0:
                count++;
                break;
        }
    }

    return 0;
}
