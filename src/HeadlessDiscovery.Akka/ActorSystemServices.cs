using Akka.Actor;
using Akka.DependencyInjection;

namespace HeadlessDiscovery.Akka;

/// <summary>The services of the application behind an actor system that Akka.Hosting made.</summary>
internal static class ActorSystemServices
{
    public static IServiceProvider Services(this ActorSystem system) => DependencyResolver.For(system).Resolver.GetService<IServiceProvider>();
}
