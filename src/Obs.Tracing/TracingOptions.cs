namespace Obs.Tracing;

/// <summary>How this service is traced: <c>Observability:Tracing</c>.</summary>
/// <remarks>Read once, when tracing starts; changes after that have no effect.</remarks>
public sealed class TracingOptions
{
    internal const string Daemon = "Daemon";

    /// <summary>Whether anything is traced. The default is true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The name of this service in traces and on the service map. The default is the application's name.</summary>
    public string? ServiceName { get; set; }

    /// <summary>The environment this service runs in; kept with every segment as metadata <c>environment</c> of namespace <c>service</c>.
    /// The default is the host's.</summary>
    public string? Environment { get; set; }

    /// <summary>The version of this service. The default is the informational version of the entry assembly.</summary>
    public string? Version { get; set; }

    /// <summary>How documents travel: <c>Daemon</c>, in datagrams to the X-Ray daemon, or the name of another registered sender, such as
    /// the <c>XRay</c> of <c>AddObsAws()</c>, which calls X-Ray itself, or the <c>Otlp</c> of <c>AddObsOpenTelemetry()</c>. The default is
    /// <c>Daemon</c>.</summary>
    public string Sender { get; set; } = Daemon;

    /// <summary>Where the X-Ray daemon takes datagrams: <c>host:port</c>, or <c>tcp:host:port udp:host:port</c>.
    /// The default is the variable <c>AWS_XRAY_DAEMON_ADDRESS</c>, else 127.0.0.1:2000.</summary>
    public string? DaemonAddress { get; set; }

    /// <summary>The kind of AWS resource this service runs on, such as <c>AWS::ECS::Container</c>; what <see cref="Resource"/> finds when
    /// unset.</summary>
    public string? Origin { get; set; }

    /// <summary>Names of the CloudWatch log groups this service writes to: the X-Ray console shows a trace's log entries from them.
    /// Where none are named, the one that the container or the function is known to write to.</summary>
    public IList<string> LogGroups { get; } = [];

    /// <summary>Which requests are traced.</summary>
    public SamplingOptions Sampling { get; } = new();

    /// <summary>Further activity sources whose activities become subsegments; a name may end in <c>*</c>.
    /// Those of ASP.NET Core, HttpClient, Npgsql, the AWS SDK and Obs itself are always included.</summary>
    public IList<string> Sources { get; } = [];

    /// <summary>Activity sources whose activities, begun outside any request, become segments of their own (background work);
    /// a name may end in <c>*</c>.</summary>
    public IList<string> SegmentSources { get; } = [];

    /// <summary>What AWS resource this process runs on: found out, beside the start and not in its way, unless told. The default is
    /// <see cref="ResourceDetection.Auto"/>.</summary>
    public ResourceDetection Resource { get; set; } = ResourceDetection.Auto;

    /// <summary>Whether the messages of database exceptions are kept. The default is false: they quote values, so that a cause names the
    /// type and the code of the error instead.</summary>
    public bool RecordSqlMessages { get; set; }

    /// <summary>Whether the values of a URL's query are kept. The default is false: keys stay, values become <c>***</c>.</summary>
    public bool RecordQueryValues { get; set; }

    /// <summary>Finished subsegments a segment may hold back, 1 to 1,000; at this number they are sent ahead of it. The default is
    /// 100.</summary>
    public int StreamAfter { get; set; } = 100;

    /// <summary>How long a segment or subsegment may run before X-Ray is told that it is in progress, 1 second to 1 hour; zero for never.
    /// What has finished inside it by then is sent with it. The default is 10 seconds.</summary>
    public TimeSpan InProgressAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Sampled traces that may be open at once, 16 to 65,536; beyond that requests go unsampled. The default is 2,048.</summary>
    public int MaxLiveTraces { get; set; } = 2_048;

    /// <summary>Memory that finished documents may take until they are sent, 64 KiB to 1 GiB. The default is 16 MiB.</summary>
    public long BufferBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>The key under which the sender of a name is registered as an <see cref="Obs.Delivery.IBatchSender"/>.</summary>
    internal static string SenderKey(string name) => "traces:" + name;
}
