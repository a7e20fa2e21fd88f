using System.Diagnostics;
using System.Globalization;
using HeadlessDiscovery.Fuzz;
using HeadlessDiscovery.Fuzz.Fuzzing;
using HeadlessDiscovery.Fuzz.Targets;

var arguments = Arguments.Parse(args);
if (!FuzzTargets.ByName.TryGetValue(arguments.Target, out var newTarget))
{
    Console.Error.WriteLine($"The target is one of {string.Join(", ", FuzzTargets.ByName.Keys)}.");
    return 2;
}

string corpus;
using (var target = newTarget())
{
    corpus = target.Corpus;
}

var run = new FuzzRun(SeedCorpus.Of(corpus), arguments.Seed);
var clock = Stopwatch.StartNew();
var failure = await run.RunAsync(newTarget, arguments.Executions, arguments.Workers);
Say($"{arguments.Target}: {run.Executions} executions in {clock.Elapsed.TotalSeconds:0} s ({run.Executions / clock.Elapsed.TotalSeconds:0}/s), seed {arguments.Seed}, {run.Behaviours} behaviours");
if (failure is null)
{
    return 0;
}

var file = $"failure-{arguments.Target}-{arguments.Seed}.bin";
File.WriteAllBytes(file, failure.Input);
Say($"FAILED: {failure.Problem}");
Say($"the input is in {file}; put it into corpus/{corpus}/ once it is fixed");
return 1;

static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
