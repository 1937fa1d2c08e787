using System.Reflection;

namespace Obs.Tracing;

/// <summary>What every segment of this process says about where it comes from; written once, as finished JSON.</summary>
internal sealed class ServiceIdentity
{
    private const string SdkName = "Obs for .NET";

    public ServiceIdentity(string serviceName, string? version, string? origin, string? environment)
    {
        Name = serviceName;
        Origin = origin;
        Environment = environment;
        Aws = Write(json =>
        {
            json.StartObject("xray"u8);
            json.Name("sdk"u8);
            json.Value(SdkName);
            json.Name("sdk_version"u8);
            json.Value(SdkVersion());
            json.EndObject();
        });
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

    public byte[] Aws { get; }

    public byte[] Service { get; }

    private static byte[] Write(Action<JsonBuffer> content)
    {
        var json = new JsonBuffer();
        json.StartObject();
        content(json);
        json.EndObject();
        return json.Written.ToArray();
    }

    private static string SdkVersion()
    {
        string version = typeof(ServiceIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        return version.Split('+')[0];
    }
}
