using System.Text.Json;

namespace Obs.Local.Traces;

/// <summary>Reads a segment and everything inside it, collecting the calls, links and annotations found on the way.</summary>
internal sealed class EntityReader
{
    private const double LatestSecond = 253_402_300_799; // The last second of the year 9999.

    private readonly AnnotationCollector _annotations = new();

    public List<CallRecord> Calls { get; } = [];

    public HashSet<LinkRecord> Links { get; } = [];

    public IReadOnlyCollection<long> Terms => _annotations.Terms;

    public string? FormatAnnotations() => _annotations.Format();

    /// <summary>Reads the object the reader stands on.</summary>
    public Entity Read(ref Utf8JsonReader reader, int depth)
    {
        var entity = new Entity { IsSubsegment = depth > 0 };
        while (NextMember(ref reader))
        {
            if (!ReadIdentity(ref reader, entity) && !ReadBlock(ref reader, entity, depth))
            {
                reader.Read();
                reader.Skip();
            }
        }

        if (entity.IsSubsegment && entity.ToCall() is { } call)
        {
            Calls.Add(call);
        }

        return entity;
    }

    private static bool ReadIdentity(ref Utf8JsonReader reader, Entity entity)
    {
        if (reader.ValueTextEquals("id"u8)) { entity.Id = ReadText(ref reader); }
        else if (reader.ValueTextEquals("trace_id"u8)) { entity.TraceId = ReadText(ref reader); }
        else if (reader.ValueTextEquals("parent_id"u8)) { entity.ParentId = ReadText(ref reader); }
        else if (reader.ValueTextEquals("name"u8)) { entity.Name = ReadText(ref reader); }
        else if (reader.ValueTextEquals("namespace"u8)) { entity.Namespace = ReadText(ref reader); }
        else if (reader.ValueTextEquals("origin"u8)) { entity.Origin = ReadText(ref reader); }
        else if (reader.ValueTextEquals("type"u8)) { entity.IsSubsegment |= ReadText(ref reader) == "subsegment"; }
        else if (reader.ValueTextEquals("start_time"u8)) { entity.Start = ReadTime(ref reader); }
        else if (reader.ValueTextEquals("end_time"u8)) { entity.End = ReadTime(ref reader); }
        else if (reader.ValueTextEquals("in_progress"u8)) { entity.InProgress = ReadFlag(ref reader); }
        else if (reader.ValueTextEquals("error"u8)) { entity.Outcome |= ReadFlag(ref reader) ? Outcome.Error : Outcome.Ok; }
        else if (reader.ValueTextEquals("throttle"u8)) { entity.Outcome |= ReadFlag(ref reader) ? Outcome.Throttle : Outcome.Ok; }
        else if (reader.ValueTextEquals("fault"u8)) { entity.Outcome |= ReadFlag(ref reader) ? Outcome.Fault : Outcome.Ok; }
        else { return false; }

        return true;
    }

    private bool ReadBlock(ref Utf8JsonReader reader, Entity entity, int depth)
    {
        if (reader.ValueTextEquals("subsegments"u8)) { ReadSubsegments(ref reader, depth); }
        else if (reader.ValueTextEquals("http"u8)) { BlockReader.ReadHttp(ref reader, entity); }
        else if (reader.ValueTextEquals("aws"u8)) { BlockReader.ReadAws(ref reader, entity); }
        else if (depth == 0 && reader.ValueTextEquals("metadata"u8)) { BlockReader.ReadMetadata(ref reader, entity); }
        else if (reader.ValueTextEquals("annotations"u8)) { _annotations.Read(ref reader); }
        else if (reader.ValueTextEquals("user"u8)) { ReadUser(ref reader); }
        else if (reader.ValueTextEquals("links"u8)) { LinkReader.Read(ref reader, Links); }
        else if (reader.ValueTextEquals("sql"u8))
        {
            reader.Read();
            entity.HasSql = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
        }
        else { return false; }

        return true;
    }

    private void ReadUser(ref Utf8JsonReader reader)
    {
        if (ReadText(ref reader) is { } user)
        {
            _annotations.Find(TraceTerms.OfUser(user));
        }
    }

    private void ReadSubsegments(ref Utf8JsonReader reader, int depth)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                Read(ref reader, depth + 1);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>Moves to the next member's name, or past the object's end.</summary>
    internal static bool NextMember(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>The member's value as text; null, with the value passed over, when it is anything else.</summary>
    internal static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    internal static bool ReadFlag(ref Utf8JsonReader reader)
    {
        reader.Read();
        bool value = reader.TokenType == JsonTokenType.True;
        reader.Skip();
        return value;
    }

    internal static double? ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && double.IsFinite(value))
        {
            return value;
        }

        reader.Skip();
        return null;
    }

    private static double? ReadTime(ref Utf8JsonReader reader) =>
        ReadNumber(ref reader) is { } value && value >= 0 && value <= LatestSecond ? value : null;
}
