using System.Reflection;
using System.Text.RegularExpressions;
using Obs.EntityFrameworkCore;
using Obs.TestSupport;
using Obs.Tracing;
using Obs.Tracing.Sql;

namespace Obs.Architecture.Tests;

/// <summary>Whatever tracing offers is used by a sample: nobody has to guess what it looks like in an application.</summary>
public sealed class SamplesTests
{
    private static readonly string Samples =
        string.Join('\n', Directory.GetFiles(Repository.PathOf("samples"), "*.cs", SearchOption.AllDirectories)
        .Where(static file => !file.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));

    /// <summary>Public for our own packages and for those who write such packages.</summary>
    private static readonly Dictionary<string, string> NotForApplications = new()
    {
        [nameof(SegmentRecorder)] = "what Obs.AspNetCore and other servers record with",
        [nameof(IActivityWriter)] = "what Obs.OpenTelemetry and other wires than X-Ray's write with",
        [nameof(DetectedResource)] = "what they say of the process",
        [nameof(ServerResponse)] = "what a server tells the recorder",
        [nameof(IncomingDecision)] = "what a server tells the recorder",
        [nameof(TracedOracleCommand)] = "made by Traced() where parameters are bound by name",
        [nameof(ISamplingTransport)] = "how Obs.Aws asks X-Ray for rules without a daemon",
        [nameof(ObsPropagator)] = "set by AddObsTracing for the whole process",
        [nameof(EntityFrameworkCoreTracingOptions)] = "a switch, shown with the settings",
    };

    /// <summary>What people write by hand every day: each of its members is shown.</summary>
    private static readonly Type[] ShownInFull = [typeof(Tracer), typeof(SubsegmentScope), typeof(XRayRecorder)];

    /// <summary>What people set: each of its properties is set by a sample.</summary>
    private static readonly Type[] Settings =
        [typeof(TracingOptions), typeof(SamplingOptions), typeof(SamplingRuleOptions), typeof(TailOptions)];

    /// <summary>What the environment says, which a sample would only say wrongly.</summary>
    private static readonly string[] SaidByTheEnvironment =
    [
        nameof(TracingOptions.Enabled), nameof(TracingOptions.Version), nameof(TracingOptions.DaemonAddress), nameof(TracingOptions.Sender),
        nameof(TracingOptions.Environment), nameof(SamplingRuleOptions.ServiceName), nameof(SamplingRuleOptions.Host),
    ];

    private static readonly Type[] Types =
        [.. typeof(Tracer).Assembly.GetExportedTypes(), .. typeof(ObsCommandInterceptor).Assembly.GetExportedTypes()];

    public static TheoryData<string> ShownTypes => [.. ShownInFull.Select(static type => type.Name)];

    [Fact]
    public void Every_public_type_of_tracing_is_used_by_a_sample() =>
        Types.Where(static type => !NotForApplications.ContainsKey(type.Name) && !IsUsed(type)).Select(static type => type.FullName)
            .Should().BeEmpty("a sample shows each, or a reason why not stands here");

    [Fact]
    public void Every_setting_of_tracing_is_set_by_a_sample() =>
        Settings.SelectMany(static type => type.GetProperties()).Select(static property => property.Name).Except(SaidByTheEnvironment)
            .Where(static name => !Regex.IsMatch(Samples, $@"\b{name}( = |\.|\))")).Should().BeEmpty();

    [Fact]
    public void What_is_left_out_is_there() => NotForApplications.Keys.Should().BeSubsetOf(Types.Select(static type => type.Name));

    [Theory]
    [MemberData(nameof(ShownTypes))]
    public void Every_member_that_people_write_is_used_by_a_sample(string type) =>
        MembersOf(ShownInFull.Single(shown => shown.Name == type))
            .Where(static name => name is not (nameof(Equals) or nameof(GetHashCode) or nameof(IDisposable.Dispose)) && !IsCalled(name))
            .Should().BeEmpty();

    // By its name; or by a member that no other type has, as an extension method or a property of something that was given.
    private static bool IsUsed(Type type) => Regex.IsMatch(Samples, $@"\b{type.Name}\b")
        || MembersOf(type).Any(name => IsCalled(name) && Types.Count(other => MembersOf(other).Contains(name)) == 1);

    private static bool IsCalled(string member) => Regex.IsMatch(Samples, $@"\.{member}\b");

    private static IEnumerable<string> MembersOf(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(static member => member is not (ConstructorInfo or MethodInfo { IsSpecialName: true }))
        .Select(static member => member.Name).Distinct();
}
