using System.Reflection;

namespace Obs.Tracing;

/// <summary>What every segment of this process says about where it comes from; written once, as finished JSON.</summary>
internal sealed class ServiceIdentity
{
    private const string SdkName = "Obs for .NET";
    private static readonly string SdkVersion = ReadSdkVersion();

    private readonly byte[] _aws;
    private readonly string? _version;
    private readonly AwsResource? _resource;
    private readonly LogGroupReference[] _logGroups;

    public ServiceIdentity(
        string serviceName,
        string? version,
        string? origin,
        string? environment,
        IEnumerable<LogGroupReference>? logGroups = null,
        AwsResource? resource = null)
    {
        _version = version;
        _resource = resource;
        Name = serviceName;
        Origin = origin;
        Environment = environment;
        _logGroups = [.. logGroups ?? []];
        _aws = Write(json => WriteAwsFields(json, rule: null));
        Service = Write(json =>
        {
            if (version is not null)
            {
                json.Name("version"u8);
                json.Value(version, XRayLimits.String);
            }

            // The name the X-Ray console knows .NET by.
            json.Name("runtime"u8);
            json.Value(".NET Core Framework");
            json.Name("runtime_version"u8);
            json.Value(System.Environment.Version.ToString());
        });
    }

    public string Name { get; }

    public string? Origin { get; }

    public string? Environment { get; }

    public byte[] Service { get; }

    /// <summary>The same service, with what was found out about where it runs.</summary>
    public ServiceIdentity On(AwsResource resource, string? origin, IReadOnlyList<LogGroupReference>? logGroups) =>
        new(Name, _version, origin, Environment, logGroups ?? _logGroups, resource);

    /// <summary>Writes the <c>aws</c> block of a segment.</summary>
    public void WriteAws(JsonBuffer json, string? rule)
    {
        if (rule is null)
        {
            json.Raw(_aws);
            return;
        }

        json.StartObject();
        WriteAwsFields(json, rule);
        json.EndObject();
    }

    private void WriteAwsFields(JsonBuffer json, string? rule)
    {
        _resource?.Write(json);
        if (_logGroups.Length > 0)
        {
            json.StartArray("cloudwatch_logs"u8);
            foreach (LogGroupReference group in _logGroups)
            {
                json.StartObject();
                json.Name("log_group"u8);
                json.Value(group.Name, XRayLimits.LogGroup);
                if (group.Arn is not null)
                {
                    json.Name("arn"u8);
                    json.Value(group.Arn);
                }

                json.EndObject();
            }

            json.EndArray();
        }

        json.StartObject("xray"u8);
        json.Name("sdk"u8);
        json.Value(SdkName);
        json.Name("sdk_version"u8);
        json.Value(SdkVersion);
        if (rule is not null)
        {
            json.Name("sampling_rule_name"u8);
            json.Value(rule, XRayLimits.String);
        }

        json.EndObject();
    }

    private static byte[] Write(Action<JsonBuffer> content)
    {
        var json = new JsonBuffer();
        json.StartObject();
        content(json);
        json.EndObject();
        return json.Written.ToArray();
    }

    private static string ReadSdkVersion()
    {
        string version = typeof(ServiceIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "0";
        return version.Split('+')[0];
    }
}
