using System.Reflection;
using System.Text.RegularExpressions;
using Obs.AspNetCore;
using Obs.Aws;
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
        [nameof(TracedDbCommand)] = "made by a traced connection",
        [nameof(TracedOracleCommand)] = "made by Traced() where parameters are bound by name",
        [nameof(ISamplingTransport)] = "how Obs.Aws asks X-Ray for rules without a daemon",
        [nameof(ObsPropagator)] = "set by AddObsTracing for the whole process",
        [nameof(EntityFrameworkCoreTracingOptions)] = "a switch, shown with the settings",
    };

    /// <summary>Members that no application has to call, and why.</summary>
    private static readonly Dictionary<string, string> NeedNoSample = new()
    {
        ["TraceHeader.CarryOn"] = "for servers other than ASP.NET Core",
        ["TraceHeader.Decision"] = "what a server reads from it",
        ["TraceHeader.ParentId"] = "what a server reads from it",
        ["ServerRequest.ForwardedFor"] = "what a server fills in; a condition may read it as it reads the path",
        ["ServerRequest.PathBase"] = "the same",
        ["ServerRequest.Query"] = "the same",
        ["ServerRequest.RemoteAddress"] = "the same",
        ["ServerRequest.Scheme"] = "the same",
        ["ServerRequest.UserAgent"] = "the same",
        ["SqlCommandTracing.ActivitySourceName"] = "for those who listen themselves",
        ["SqlSanitizer.MaxLength"] = "a limit, which the documentation names",
        ["TracedDbConnection.Inner"] = "for what only the provider's own type can do",
    };

    /// <summary>What people set: each of its properties is set by a sample.</summary>
    private static readonly Type[] Settings =
        [typeof(TracingOptions), typeof(SamplingOptions), typeof(SamplingRuleOptions), typeof(TailOptions), typeof(AwsOptions)];

    /// <summary>The same of settings inside others, whose names are not enough to find them by.</summary>
    private static readonly Dictionary<Type, string> SettingsInside = new()
    {
        [typeof(AwsLogsOptions)] = nameof(AwsOptions.Logs),
        [typeof(MetricsEndpointOptions)] = nameof(ObservabilityOptions.Endpoint),
        [typeof(AccessLogOptions)] = nameof(ObservabilityOptions.AccessLog),
    };

    /// <summary>What the environment says, which a sample would only say wrongly.</summary>
    private static readonly string[] SaidByTheEnvironment =
    [
        nameof(TracingOptions.Enabled), nameof(TracingOptions.Version), nameof(TracingOptions.DaemonAddress), nameof(TracingOptions.Sender),
        nameof(TracingOptions.Environment), nameof(SamplingRuleOptions.ServiceName), nameof(SamplingRuleOptions.Host),
        nameof(AwsOptions.Region), nameof(AwsOptions.ServiceUrl),
        "AccessLog.Enabled", "Endpoint.Enabled", // In the shop's appsettings.json; nobody needs to turn the other off.
        "Endpoint.AuthorizationPolicy", // Names a policy that the application has, or else stops the start.
    ];

    /// <summary>Options are set in other forms than those of a call, and a test of their own looks for those.</summary>
    private static IEnumerable<Type> Shown => Types.Where(static type =>
        !NotForApplications.ContainsKey(type.Name) && !type.IsEnum && !Settings.Contains(type));

    private static readonly Type[] Types =
        [.. typeof(Tracer).Assembly.GetExportedTypes(), .. typeof(ObsCommandInterceptor).Assembly.GetExportedTypes()];

    [Fact]
    public void Every_public_type_of_tracing_is_used_by_a_sample() =>
        Types.Where(static type => !NotForApplications.ContainsKey(type.Name) && !IsUsed(type)).Select(static type => type.FullName)
            .Should().BeEmpty("a sample shows each, or a reason why not stands here");

    [Fact]
    public void Every_setting_of_tracing_is_set_by_a_sample() =>
        Settings.SelectMany(static type => type.GetProperties()).Select(static property => property.Name).Except(SaidByTheEnvironment)
            .Where(static name => !IsSet(name)).Should().BeEmpty();

    [Fact]
    public void Every_setting_of_an_application_is_set_by_a_sample() =>
        typeof(ObservabilityOptions).GetProperties().Select(static property => property.Name)
            .Concat(SettingsInside.SelectMany(
                static inside => inside.Key.GetProperties().Select(property => $"{inside.Value}.{property.Name}")))
            .Except(SaidByTheEnvironment)
            .Where(static name => !IsSet(name)).Should().BeEmpty();

    [Fact]
    public void What_is_left_out_is_there() => NotForApplications.Keys.Should().BeSubsetOf(Types.Select(static type => type.Name));

    [Fact]
    public void Every_public_member_of_tracing_is_used_by_a_sample() =>
        Shown.SelectMany(static type => MembersOf(type).Where(static name => !IsCalled(name)).Select(name => $"{type.Name}.{name}"))
            .Except(NeedNoSample.Keys).Should().BeEmpty("a sample shows each, or a reason why not stands here");

    [Fact]
    public void What_needs_no_sample_is_there_and_has_none() =>
        Shown.SelectMany(static type => MembersOf(type).Where(static name => !IsCalled(name)).Select(name => $"{type.Name}.{name}"))
            .Should().Contain(NeedNoSample.Keys);

    private static bool IsSet(string name) => Regex.IsMatch(Samples, $@"\b{name.Replace(".", @"\.", StringComparison.Ordinal)}( = |\.|\))");

    // By its name; or by a member that no other type has, as an extension method or a property of something that was given.
    private static bool IsUsed(Type type) => Regex.IsMatch(Samples, $@"\b{type.Name}\b")
        || MembersOf(type).Any(name => IsCalled(name) && Types.Count(other => MembersOf(other).Contains(name)) == 1);

    private static bool IsCalled(string member) => Regex.IsMatch(Samples, $@"\.{member}\b");

    // What overrides a member is called by that one's name, and by others than applications.
    private static IEnumerable<string> MembersOf(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(static member => member is not (ConstructorInfo or MethodInfo { IsSpecialName: true }) && !IsOverride(member)
            && member.Name is not (nameof(Equals) or nameof(IDisposable.Dispose)))
        .Select(static member => member.Name).Distinct();

    private static bool IsOverride(MemberInfo member) =>
        (member as MethodInfo ?? (member as PropertyInfo)?.GetMethod ?? (member as EventInfo)?.AddMethod) is { } method
        && method != method.GetBaseDefinition();
}
