using System.Buffers;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Documents;

/// <summary>No name stands twice in a document, whatever keys an application or a library chose.</summary>
public sealed class TagTwinTests
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");

    [Fact]
    public void Keys_that_X_Ray_would_make_one_are_told_apart() =>
        Document(static activity => activity
            .SetTag("annotation.order id", 1)
            .SetTag("annotation.order-id", 2)
            .SetTag("annotation.order_id", 3)
            .SetTag("annotation.other", 4))
            ["annotations"]!.ToJsonString().Should().Be("""{"order_id_2":1,"order_id_3":2,"order_id":3,"other":4}""");

    [Fact]
    public void A_key_that_X_Ray_allows_is_written_as_it_is_whatever_becomes_of_others() =>
        Document(static activity => activity
            .SetTag("annotation.order id", 1)
            .SetTag("annotation.order-id", 2)
            .SetTag("annotation.order_id_2", 3)
            .SetTag("annotation.order_id 2", 4))
            ["annotations"]!.ToJsonString().Should().Be("""{"order_id":1,"order_id_3":2,"order_id_2":3,"order_id_2_2":4}""");

    [Fact]
    public void Whatever_the_keys_every_value_is_there_once()
    {
        string[] keys =
        [
            "a b", "a_b", "a.b", "a-b", "a_b_2", "a b 2", "a_b_3", "", "_", " ", "__2",
            .. Enumerable.Range(0, 6).Select(static i => new string('x', 489) + new string((char)('A' + i), i * 3)),
            .. Enumerable.Range(0, 6).Select(static i => new string('x', 489) + new string((char)('A' + i), i * 3) + " "),
            .. Enumerable.Range(0, 6).Select(static i => new string('x', 489) + new string((char)('A' + i), i * 3) + "-"),
            new string('x', 485) + "..._2",
        ];
        for (int seed = 0; seed < 50; seed++)
        {
            string[] some = [.. keys];
            new Random(seed).Shuffle(some);
            some = some[..(3 + (seed % (keys.Length - 3)))];

            JsonObject document = Document(activity =>
            {
                for (int i = 0; i < some.Length; i++)
                {
                    activity.SetTag("annotation." + some[i], i);
                }
            });

            JsonObject written = document["annotations"]!.AsObject();
            written.Select(static field => field.Value!.GetValue<int>()).Should().Equal(Enumerable.Range(0, some.Length));
            written.Select(static field => field.Key).Should().OnlyHaveUniqueItems()
                .And.OnlyContain(static key => key.Length <= 500 && IsAllowed(key));
        }
    }

    [Fact]
    public void Many_annotations_that_are_all_alike_are_all_there()
    {
        JsonObject document = Document(static activity =>
        {
            for (int i = 0; i < 2_000; i++)
            {
                activity.SetTag("annotation.k" + (char)(0x400 + i), i);
            }
        });

        document["annotations"]!.AsObject().Should().HaveCount(50);
        JsonObject rest = document["metadata"]!["obs:annotations"]!.AsObject();
        document["annotations"]!.AsObject().Concat(rest).Select(static field => field.Value!.GetValue<int>())
            .Should().Equal(Enumerable.Range(0, 2_000));
        document["annotations"]!.AsObject().Concat(rest).Select(static field => field.Key).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Of_an_annotation_that_was_added_twice_the_last_counts() =>
        Document(static activity => activity
            .AddTag("annotation.attempt", 1).AddTag("annotation.shop", "a").AddTag("annotation.attempt", 2))
            ["annotations"]!.ToJsonString().Should().Be("""{"shop":"a","attempt":2}""");

    [Fact]
    public void Of_metadata_that_was_added_twice_the_last_counts() =>
        Document(static activity => activity.AddTag("color", "red").AddTag("metadata.app:size", 1).AddTag("color", "blue")
            .AddTag("metadata.app:size", 2))["metadata"]!.ToJsonString()
            .Should().StartWith("""{"default":{"color":"blue"},"app":{"size":2}""");

    [Fact]
    public void Long_keys_that_were_cut_alike_stay_two_of_the_allowed_length()
    {
        string[] keys =
        [
            .. Document(static activity => activity
                .SetTag("annotation." + new string('k', 600), 1).SetTag("annotation." + new string('k', 700), 2))
                ["annotations"]!.AsObject().Select(static field => field.Key),
        ];

        keys.Should().HaveCount(2).And.OnlyHaveUniqueItems();
        keys.Should().OnlyContain(static key => key.Length <= 500);
    }

    private static bool IsAllowed(string key) => !key.AsSpan().ContainsAnyExcept(Allowed);

    private static JsonObject Document(Action<Activity> tag)
    {
        using var recording = new RecordedService();
        Activity activity = recording.BeginRequest();
        tag(activity);
        recording.EndRequest(activity);
        return recording.Documents.Single;
    }
}
