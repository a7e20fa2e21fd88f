using System.Diagnostics;
using System.Globalization;
using HeadlessDiscovery;
using HeadlessDiscovery.Soak;
using HeadlessDiscovery.Testing;

// How long a change may take to be seen: TTL, confirmations, the mass hold, and the back-off after the longest fault.
var patience = TimeSpan.FromSeconds(90);
var quiet = TimeSpan.FromSeconds(60);

var arguments = Arguments.Parse(args);
var random = new Random(arguments.Seed);
await using var server = await HeadlessServiceServer.StartAsync("soak-0", options => (options.Ttl, options.Replicas, options.Seed) = (TimeSpan.FromSeconds(2), 2, arguments.Seed));
var truths = Enumerable.Range(0, arguments.Services).Select(n => new Truth(n == 0 ? server.Service : server.AddService($"soak-{n}"), n)).ToArray();
var churn = new Churn(truths, random);
churn.Start();
var mischief = new Mischief(server.Faults, random);
var watchers = Enumerable.Range(0, arguments.Resolvers).Select(n => Watch(truths[n % truths.Length])).ToArray();
var gauge = new Gauge();
var clock = Stopwatch.StartNew();
var missed = 0;
var questions = 0;
var nextGlance = TimeSpan.Zero;
var nextRead = TimeSpan.FromSeconds(5);
while (clock.Elapsed < arguments.Duration)
{
    churn.Step(clock.Elapsed);

    // About every four seconds. Faster, and nearly no second is without a fault: then back-offs of up to 30 s follow one another,
    // and what is measured is how long a server may be down, not whether a change is lost.
    if (random.Next(16) == 0)
    {
        mischief.Step();
    }

    if (clock.Elapsed >= nextRead)
    {
        nextRead += TimeSpan.FromSeconds(10);
        gauge.Read();
    }

    if (clock.Elapsed >= nextGlance)
    {
        nextGlance += TimeSpan.FromSeconds(1);
        gauge.Glance();

        // The server's log of questions is for tests of a few seconds: it would be all that grows.
        questions += server.Questions.Count;
        server.Questions.Clear();
        missed = Math.Max(missed, watchers.Sum(watcher => watcher.Missed(clock.Elapsed, patience)));
    }

    await Task.Delay(random.Next(100, 400));
}

// However short the run was, there is something to tell of it.
gauge.Read();

// No more changes and no more faults: now every list must become the truth.
server.Faults.Clear();
var end = clock.Elapsed + quiet;
while (clock.Elapsed < end && !watchers.All(watcher => watcher.IsRight))
{
    await Task.Delay(200);
}

var settled = clock.Elapsed - (end - quiet);
var wrong = watchers.Count(watcher => !watcher.IsRight);
var falseRemovals = watchers.Sum(watcher => watcher.FalseRemovals);
foreach (var watcher in watchers)
{
    await watcher.DisposeAsync();
}

Say($"{arguments.Resolvers} resolvers of {arguments.Services} services for {arguments.Duration.TotalSeconds:0} s, seed {arguments.Seed}");
Say($"changes {churn.Changes}, faults {mischief.Played}, questions {questions}");
Say($"additions seen {watchers.Sum(watcher => watcher.Additions)}, removals seen {watchers.Sum(watcher => watcher.Removals)}");
Say($"false removals {falseRemovals}");
Say($"missed changes {missed} (not seen after {patience.TotalSeconds:0} s)");
Say($"wrong lists at the end {wrong}, all right after {settled.TotalSeconds:0.0} s of quiet");
Say($"first quarter: {gauge.Quarter(0)}");
Say($"last quarter:  {gauge.Quarter(3)}");
Say($"most handles at once {gauge.MostHandles}");
return falseRemovals == 0 && missed == 0 && wrong == 0 ? 0 : 1;

Watcher Watch(Truth truth) => new(
    new PeerResolver(truth.Service.FullName, options =>
    {
        server.Configure(options, TimeSpan.FromSeconds(1));
        options.Family = PeerFamily.IPv4;
        options.Membership = PeerMembership.Client;
    }),
    truth);

static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
