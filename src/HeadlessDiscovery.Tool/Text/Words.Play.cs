using HeadlessDiscovery.Tool.Commands.Play;

namespace HeadlessDiscovery.Tool.Text;

/// <summary>What play prints.</summary>
internal abstract partial class Words
{
    public abstract string Play { get; }
    public abstract string PlayService { get; }
    public abstract string OptionPlayPods { get; }
    public abstract string OptionPlayTtl { get; }
    public abstract string OptionPlayPort { get; }
    public abstract string OptionPlayListen { get; }
    public abstract string OptionPlayResolvConf { get; }
    public abstract string OptionPlayScript { get; }
    public abstract IReadOnlyList<Example> PlayExamples { get; }
    public abstract IReadOnlyList<string> PlayExits { get; }

    // How to reach it
    public abstract string PlayElsewhere { get; }
    public abstract string PlayApplication { get; }
    public abstract string PlayHint { get; }

    // Its state
    public abstract string PlayPodIs(PlayPodState state);
    public abstract string PlayStatus(int listed, int pods, IReadOnlyList<string> faults, bool serving, int queries);

    // The commands that are typed
    public abstract IReadOnlyList<Example> PlayCommands { get; }
    public abstract string PlayFaultNames(IReadOnlyList<string> names);

    // Wrong usage
    public abstract string PlayNotAService(string text);
    public abstract string PlayNotATtl(string text);
    public abstract string PlayCannotListen(string where, string why);
    public abstract string PlayUnknown(string verb);
    public abstract string PlayUsage(string line);
    public abstract string PlayNotAPod(string text);
    public abstract string PlayPodExists(string text);
    public abstract string PlayNoPod(string text);
    public abstract string PlayTooMany(int most);
    public abstract string PlayNoFault(string text, IReadOnlyList<string> known);
}
