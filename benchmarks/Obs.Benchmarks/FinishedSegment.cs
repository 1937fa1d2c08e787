using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Obs.Tracing;

namespace Obs.Benchmarks;

/// <summary>A finished segment with three subsegments, and the writer of its document. That is an internal part of Obs.Tracing and no
/// caller can reach it alone: it is found by name, once, and then called without reflection.</summary>
internal sealed class FinishedSegment : IDisposable
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private readonly ServiceProvider _services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddObsTracing(static options => (options.ServiceName, options.Environment) = ("orders-api", "Production")).BuildServiceProvider();
    private readonly object _writer;
    private readonly Func<int> _write;

    public FinishedSegment()
    {
        Root = Start("request");
        Children = [.. Enumerable.Range(0, 3).Select(static _ => WithAnnotations(Start("work")))];
        Root.Stop();
        string hex = Root.TraceId.ToHexString();
        TraceId = $"1-{hex[..8]}-{hex[8..]}";

        object work = FillWork();
        _writer = New("SegmentWriter");
        object settings = _services.GetRequiredService(Find("TracingSettings"));
        MethodInfo begin = _writer.GetType().GetMethod("Begin", Any)!;
        begin.Invoke(_writer, [settings]);
        object full = Find("DocumentDetail").GetField("Full", Any)?.GetValue(null)
            ?? Find("DocumentDetail").GetProperty("Full", Any)!.GetValue(null)!;
        _write = Expression.Lambda<Func<int>>(Expression.Block(
            Expression.Call(Expression.Constant(_writer), "WriteSegment", null, Expression.Constant(work), Expression.Constant(full)),
            Expression.Property(Expression.Property(Expression.Constant(_writer), "Json"), "Length"))).Compile();

        using var document = JsonDocument.Parse(Text());
        Aws = document.RootElement.GetProperty("aws").GetRawText();
        Service = document.RootElement.GetProperty("service").GetRawText();
    }

    public Activity Root { get; }

    public IReadOnlyList<Activity> Children { get; }

    public string TraceId { get; }

    public string Aws { get; }

    public string Service { get; }

    /// <summary>Writes the document and returns its length.</summary>
    public int Write() => _write();

    public string Text()
    {
        int length = _write();
        object json = Get(_writer, "Json");
        byte[] bytes = (byte[])json.GetType().GetField("_bytes", Any)!.GetValue(json)!;
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    public void Dispose() => _services.Dispose();

    private object FillWork()
    {
        object work = New("SegmentWork");
        foreach (Activity child in Children)
        {
            object entry = New("TraceEntry");
            entry.GetType().GetField("Activity", Any)!.SetValue(entry, child);
            entry.GetType().GetField("Parent", Any)!.SetValue(entry, Root);
            work.GetType().GetMethod("Add", Any)!.Invoke(work, [entry]);
        }

        work.GetType().GetProperty("TraceId", Any)!.SetValue(work, Root.TraceId);
        work.GetType().GetMethod("SetRoot", Any)!.Invoke(work, [Root, New("ServerExchange"), null]);
        return work;
    }

    private static Activity Start(string name) => new Activity(name).SetIdFormat(ActivityIdFormat.W3C).Start();

    private static Activity WithAnnotations(Activity activity)
    {
        activity.SetTag("annotation.color", "red").SetTag("annotation.size", "large").SetTag("annotation.shape", "round").Stop();
        return activity;
    }

    private static Type Find(string name) => typeof(Tracer).Assembly.GetType("Obs.Tracing." + name, throwOnError: true)!;

    private static object New(string name) => Activator.CreateInstance(Find(name), nonPublic: true)!;

    private static object Get(object of, string property) => of.GetType().GetProperty(property, Any)!.GetValue(of)!;
}
