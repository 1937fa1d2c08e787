using System.Diagnostics;
using System.Text.Json.Nodes;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Documents;

/// <summary>No name stands twice in a document, whatever keys an application or a library chose.</summary>
public sealed class TagTwinTests
{
    [Fact]
    public void Keys_that_X_Ray_would_make_one_are_told_apart() =>
        Document(static activity => activity
            .SetTag("annotation.order id", 1)
            .SetTag("annotation.order-id", 2)
            .SetTag("annotation.order_id", 3)
            .SetTag("annotation.other", 4))
            ["annotations"]!.ToJsonString().Should().Be("""{"order_id":1,"order_id_2":2,"order_id_3":3,"other":4}""");

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

    private static JsonObject Document(Action<Activity> tag)
    {
        using var recording = new RecordedService();
        Activity activity = recording.BeginRequest();
        tag(activity);
        recording.EndRequest(activity);
        return recording.Documents.Single;
    }
}
