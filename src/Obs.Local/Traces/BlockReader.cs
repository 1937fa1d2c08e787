using System.Text.Json;

namespace Obs.Local.Traces;

/// <summary>Reads the members of <c>http</c>, <c>aws</c> and <c>metadata</c> that the store indexes.</summary>
internal static class BlockReader
{
    private const string QueueType = "AWS::SQS::Queue";

    // What an AWS SDK call names its resource by, and the type of that resource.
    private static readonly (string Member, string Type)[] Resources =
    [
        ("table_name", "AWS::DynamoDB::Table"),
        ("bucket_name", "AWS::S3::Bucket"),
        ("bucket", "AWS::S3::Bucket"),
        ("queue_name", QueueType),
        ("function_name", "AWS::Lambda::Function"),
        ("topic_arn", "AWS::SNS::Topic"),
    ];

    public static void ReadHttp(ref Utf8JsonReader reader, Entity entity)
    {
        if (!EnterObject(ref reader))
        {
            return;
        }

        while (EntityReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("request"u8))
            {
                ReadRequest(ref reader, entity);
            }
            else if (reader.ValueTextEquals("response"u8))
            {
                ReadResponse(ref reader, entity);
            }
            else
            {
                Pass(ref reader);
            }
        }
    }

    public static void ReadAws(ref Utf8JsonReader reader, Entity entity)
    {
        if (!EnterObject(ref reader))
        {
            return;
        }

        while (EntityReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("queue_url"u8))
            {
                // Which ends in the name of the queue.
                string? name = EntityReader.ReadText(ref reader) is { } url ? url[(url.LastIndexOf('/') + 1)..] : null;
                entity.Resource ??= name is { Length: > 0 } ? (name, QueueType) : null;
            }
            else if (reader.ValueTextEquals("resource_names"u8))
            {
                entity.ResourceName = ReadFirst(ref reader) ?? entity.ResourceName;
            }
            else
            {
                ReadResource(ref reader, entity);
            }
        }
    }

    private static void ReadResource(ref Utf8JsonReader reader, Entity entity)
    {
        string? type = null;
        foreach ((string member, string resourceType) in Resources)
        {
            type ??= reader.ValueTextEquals(member) ? resourceType : null;
        }

        if (type is null)
        {
            Pass(ref reader);
        }
        else if (EntityReader.ReadText(ref reader) is { Length: > 0 } name)
        {
            entity.Resource ??= (name, type);
        }
    }

    /// <summary>The first text of an array; null when it begins with none.</summary>
    private static string? ReadFirst(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        string? first = null;
        for (bool isFirst = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; isFirst = false)
        {
            first = isFirst && reader.TokenType == JsonTokenType.String ? reader.GetString() : first;
            reader.Skip();
        }

        return first is { Length: > 0 } ? first : null;
    }

    /// <summary>The route of a request, <c>metadata.http.route</c>, and where it ran, <c>metadata.service.environment</c>.</summary>
    public static void ReadMetadata(ref Utf8JsonReader reader, Entity entity)
    {
        if (!EnterObject(ref reader))
        {
            return;
        }

        while (EntityReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("http"u8))
            {
                entity.Route = ReadMember(ref reader, "route"u8) ?? entity.Route;
            }
            else if (reader.ValueTextEquals("service"u8))
            {
                entity.Environment = ReadMember(ref reader, "environment"u8) ?? entity.Environment;
            }
            else
            {
                Pass(ref reader);
            }
        }
    }

    /// <summary>One member of an object as text; null when it has none.</summary>
    private static string? ReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!EnterObject(ref reader))
        {
            return null;
        }

        string? text = null;
        while (EntityReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals(name))
            {
                text = EntityReader.ReadText(ref reader);
            }
            else
            {
                Pass(ref reader);
            }
        }

        return text;
    }

    private static void ReadRequest(ref Utf8JsonReader reader, Entity entity)
    {
        if (!EnterObject(ref reader))
        {
            return;
        }

        while (EntityReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("method"u8)) { entity.Method = EntityReader.ReadText(ref reader); }
            else if (reader.ValueTextEquals("url"u8)) { entity.Url = EntityReader.ReadText(ref reader); }
            else if (reader.ValueTextEquals("traced"u8)) { entity.Traced = EntityReader.ReadFlag(ref reader); }
            else { Pass(ref reader); }
        }
    }

    private static void ReadResponse(ref Utf8JsonReader reader, Entity entity)
    {
        if (!EnterObject(ref reader))
        {
            return;
        }

        while (EntityReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("status"u8))
            {
                entity.Status = EntityReader.ReadNumber(ref reader) is { } status and >= 0 and <= 999 ? (int)status : null;
            }
            else
            {
                Pass(ref reader);
            }
        }
    }

    /// <summary>Steps into the member's value, or past it when it is no object.</summary>
    private static bool EnterObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        reader.Skip();
        return false;
    }

    private static void Pass(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
