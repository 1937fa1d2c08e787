using System.Net;
using Obs.Cli.Doctor;

namespace Obs.Cli.Tests;

/// <summary>Facts of which a test says only what matters to it.</summary>
internal sealed class DoctorFactsBuilder
{
    public Answer Service { get; init; } = Answer.NotAsked("not asked");

    public Answer Map { get; init; } = Answer.NotAsked("not asked");

    public Dictionary<string, string?> Variables { get; init; } = [];

    public IReadOnlyList<IPEndPoint> Listeners { get; set; } = [];

    public DoctorFacts Build(DateTimeOffset now) => new()
    {
        Variable = Variables.GetValueOrDefault,
        Now = now,
        UdpListeners = Listeners,
        Service = Service,
        Backend = Answer.NotAsked("not asked"),
        Map = Map,
        Series = Answer.NotAsked("not asked"),
    };
}
