using System.Diagnostics;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Obs.TestSupport;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Documents;

/// <summary>Whatever an application puts in, and however much: every document is one that X-Ray takes, and no part of the work is
/// missing.</summary>
public sealed class HugeDocumentTests
{
    private const int MostBytes = 64_000;

    private static readonly string[] Alphabets =
        ["abcdefghijklmnop", "\u0001\u001f\"\\\n", "äöü日本語", "\ud83d\ude00", "\ud83d", " ='?&/.:;{}[]"];
    // Which we use too.
    private static readonly string[] Names = ["default", "http", "service", "obs", "route", "environment", "truncated"];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    [Fact]
    public void Every_document_is_valid_fits_and_nothing_is_missing() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), static seed => IsWhole(new Random(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Nightly.Rounds(always: 30, nightly: 1_000)));

    [Fact]
    public void The_worst_of_everything_at_once_still_arrives()
    {
        const string Wild = "\u0001\"\ud83d";
        using var recording = new RecordedService(static options => options.LogGroups.Add(new string('\u0001', 512)));
        Activity request = recording.BeginRequest(request: new ServerRequest
        {
            Method = Long(Wild),
            Host = Long(Wild),
            PathBase = Long(Wild),
            Path = Long(Wild),
            Query = Long("&" + Wild),
            UserAgent = Long(Wild),
        });
        using (Activity call = recording.BeginWork(Long(Wild), ActivityKind.Client)!)
        {
            call.SetTag("rpc.system", "aws-api").SetTag("rpc.method", Long(Wild)).SetTag("db.system.name", Long(Wild));
            call.SetTag("db.query.text", Long(Wild)).SetTag("http.request.method", Long(Wild)).SetTag("url.full", Long("?" + Wild));
            for (int i = 0; i < 100; i++)
            {
                call.SetTag($"obs.aws.{i}", Enumerable.Repeat(Long(Wild), 100).ToArray());
                call.SetTag($"annotation.{i}{Long("k")}", Long(Wild));
                call.AddTag(SegmentTags.Precursor, Long(Wild));
            }

            AddLinks(call, Wild);
            recording.Recorder.SetException(call, Chain(40, Wild));
        }

        AddLinks(request, Wild);
        recording.EndRequest(request, new ServerResponse { Status = 500, Route = Long(Wild), Exception = Chain(40, Wild) });

        Check(recording, [request]);
    }

    private static bool IsWhole(Random random)
    {
        using var recording = new RecordedService(static options => options.Environment = "staging");
        Activity request = recording.BeginRequest(request: new ServerRequest
        {
            Method = "GET",
            Host = Text(random),
            Path = "/" + Text(random),
            Query = "?" + Text(random),
            UserAgent = Text(random),
            ForwardedFor = Text(random),
        });
        List<Activity> all = [request];
        Fill(new SubsegmentScope(request, recording.Recorder, isOwner: false), random);
        var open = new Stack<Activity>();
        for (int i = random.Next(30); i > 0; i--)
        {
            Activity work = recording.BeginWork(Text(random), random.Next(3) == 0 ? ActivityKind.Client : ActivityKind.Internal)!;
            all.Add(work);
            open.Push(work);
            Describe(work, random);
            Fill(new SubsegmentScope(work, recording.Recorder, isOwner: false), random);
            while (open.Count > 0 && random.Next(2) == 0)
            {
                open.Pop().Stop();
            }
        }

        while (open.TryPop(out Activity? work))
        {
            work.Stop();
        }

        recording.EndRequest(request, new ServerResponse { Status = random.Next(100, 600), Route = Text(random) });
        Check(recording, all);
        return true;
    }

    private static void Fill(SubsegmentScope scope, Random random)
    {
        for (int i = random.Next(1, 80); i > 0; i--)
        {
            switch (random.Next(8))
            {
                case 0: scope.Annotate(Text(random), Text(random)); break;
                case 1: scope.Annotate(Text(random), random.NextDouble() * double.MaxValue); break;
                case 2: scope.AddMetadata(Text(random), Text(random), Text(random)); break;
                case 3: scope.AddMetadata("app", Text(random), Enumerable.Repeat(Text(random), random.Next(40)).ToArray()); break;
                case 4: scope.AddMetadata("AWS.x", Text(random), new { A = Text(random), B = random.Next() }); break;
                case 5 when random.Next(2) == 0:
                    string key = Names[random.Next(Names.Length)];
                    scope.AddMetadata(Names[random.Next(Names.Length)], key, 1).Activity!.SetTag(key, Text(random));
                    break;
                case 5: scope.AddMetadata("app", "map", new Dictionary<string, object?> { [Text(random)] = Text(random) }); break;
                case 6 when random.Next(10) == 0: scope.RecordException(Chain(random.Next(1, 50), Text(random))); break;
                default: scope.SetUser(Text(random)); break;
            }
        }
    }

    private static void Describe(Activity work, Random random)
    {
        string[] tags =
        [
            "http.request.method", "url.full", "server.address", "db.system.name", "db.query.text", "db.namespace", "rpc.system",
            "rpc.method",
            "aws.request_id", "obs.aws.any", "custom",
        ];
        for (int i = random.Next(6); i > 0; i--)
        {
            work.SetTag(tags[random.Next(tags.Length)], Text(random));
        }
    }

    private static void AddLinks(Activity activity, string wild)
    {
        for (int i = 0; i < 120; i++)
        {
            IEnumerable<KeyValuePair<string, object?>> tags =
                Enumerable.Range(0, 10).Select(n => new KeyValuePair<string, object?>($"{n}{Long("k")}", Long(wild)));
            var context = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None);
            activity.AddLink(new ActivityLink(context, new ActivityTagsCollection(tags)));
        }
    }

    private static Exception Chain(int length, string message)
    {
        Exception exception = new FormatException(message);
        for (int i = 1; i < length; i++)
        {
            exception = new InvalidOperationException(message, exception);
        }

        return exception;
    }

    private static string Long(string text) => new StringBuilder().Insert(0, text, 20_000 / text.Length).ToString();

    // Mostly short, sometimes longer than a document.
    private static string Text(Random random)
    {
        int length = random.Next(10) switch { 0 => random.Next(100_000), < 4 => random.Next(2_000), _ => random.Next(20) };
        string alphabet = Alphabets[random.Next(Alphabets.Length)];
        return string.Create(length, (random, alphabet), static (text, state) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = state.alphabet[state.random.Next(state.alphabet.Length)];
            }
        });
    }

    private static void Check(RecordedService recording, IReadOnlyList<Activity> all)
    {
        recording.Documents.Lost.Should().BeEmpty();
        HashSet<string> ids = [];
        foreach (string text in recording.Documents.Texts)
        {
            Encoding.UTF8.GetByteCount(text).Should().BeLessThanOrEqualTo(MostBytes);
            using var document = JsonDocument.Parse(text, Strict);
            Collect(document.RootElement, ids);
        }

        all.Select(static activity => activity.SpanId.ToHexString()).Should().BeSubsetOf(ids);
    }

    private static void Collect(JsonElement part, HashSet<string> ids)
    {
        ids.Add(part.GetProperty("id").GetString()!);
        if (part.TryGetProperty("subsegments", out JsonElement children))
        {
            foreach (JsonElement child in children.EnumerateArray())
            {
                Collect(child, ids);
            }
        }
    }
}
