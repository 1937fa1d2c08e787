using Obs.Local.Alarms;
using Obs.Local.MetricMath;
using Obs.Local.Metrics;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>Puts, deletes, switches and sets alarms.</summary>
internal sealed class AlarmOperations(AlarmStore alarms, ResourceTags tags, MetricQueries metrics, TimeProvider time)
{
    private const int MaxName = 255;
    private const int MaxDeleted = 100;

    private static readonly string[] Actions = ["OKActions", "AlarmActions", "InsufficientDataActions"];
    private static readonly string[] SuppressorPeriods = ["ActionsSuppressorWaitPeriod", "ActionsSuppressorExtensionPeriod"];

    public async Task<WireNode> PutMetricAsync(WireNode input, CancellationToken cancellationToken)
    {
        string name = Name(input);
        WireNode body = MetricAlarmWriter.Normalize(input);
        RequireComputable(MetricAlarmReader.Read(body));
        await alarms.PutAsync(body, isComposite: false, cancellationToken).ConfigureAwait(false);
        await tags.AddAsync(AwsArn.Alarm(name), ResourceTags.FromList(input.Items("Tags")), cancellationToken).ConfigureAwait(false);
        return WireNode.Empty;
    }

    public async Task<WireNode> PutCompositeAsync(WireNode input, CancellationToken cancellationToken)
    {
        string name = Name(input);
        string rule = input.Text("AlarmRule") ?? throw AwsException.Missing("AlarmRule");
        try
        {
            CompositeRule parsed = CompositeRule.Parse(rule);
            List<AlarmRecord> all = alarms.All();
            if (parsed.Alarms.FirstOrDefault(wanted => !all.Exists(alarm => alarm.Name == wanted)) is { } missing)
            {
                throw AwsException.Validation($"AlarmRule names an alarm that does not exist: {missing}.");
            }

            RequireSuppressor(input, all);
        }
        catch (FormatException exception)
        {
            throw AwsException.Validation(exception.Message);
        }

        await alarms.PutAsync(MetricAlarmWriter.NormalizeComposite(input), isComposite: true, cancellationToken).ConfigureAwait(false);
        await tags.AddAsync(AwsArn.Alarm(name), ResourceTags.FromList(input.Items("Tags")), cancellationToken).ConfigureAwait(false);
        return WireNode.Empty;
    }

    public async Task<WireNode> DeleteAsync(WireNode input, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = input.Texts("AlarmNames");
        if (names.Count > MaxDeleted)
        {
            throw AwsException.Validation($"At most {MaxDeleted} alarms are deleted at once; found {names.Count}.");
        }

        List<AlarmRecord> going = [.. names.Select(Existing)];
        RequireUnused(going);
        await alarms.DeleteAsync(going, cancellationToken).ConfigureAwait(false);
        return WireNode.Empty;
    }

    public async Task<WireNode> SetStateAsync(WireNode input, CancellationToken cancellationToken)
    {
        AlarmRecord alarm = Existing(input.Text("AlarmName") ?? throw AwsException.Missing("AlarmName"));
        AlarmState state = AlarmStates.Parse(input.Text("StateValue"))
            ?? throw AwsException.InvalidValue(
                $"The value {input.Text("StateValue")} for parameter StateValue must be OK, ALARM or INSUFFICIENT_DATA.");
        string reason = input.Text("StateReason") ?? throw AwsException.Missing("StateReason");
        await alarms.SetStateAsync(alarm, state, reason, cancellationToken).ConfigureAwait(false);
        return WireNode.Empty;
    }

    public Task<WireNode> EnableAsync(WireNode input, CancellationToken cancellationToken) => SwitchAsync(input, true, cancellationToken);

    public Task<WireNode> DisableAsync(WireNode input, CancellationToken cancellationToken) => SwitchAsync(input, false, cancellationToken);

    private async Task<WireNode> SwitchAsync(WireNode input, bool enabled, CancellationToken cancellationToken)
    {
        foreach (AlarmRecord alarm in input.Texts("AlarmNames").Select(Existing))
        {
            var body = new OrderedDictionary<string, WireNode>(alarm.Body.Entries(), StringComparer.Ordinal)
            {
                ["ActionsEnabled"] = enabled,
            };
            await alarms.PutAsync(WireNode.Structure(body), alarm.IsComposite, cancellationToken).ConfigureAwait(false);
        }

        return WireNode.Empty;
    }

    /// <summary>An expression that names what is not there, or is not one series, would never be in any state.</summary>
    private void RequireComputable(MetricAlarm alarm)
    {
        try
        {
            AlarmPoints.Read(metrics, alarm, AlarmPoints.End(alarm, time.GetUtcNow().ToUnixTimeMilliseconds()), periods: 1);
        }
        catch (MathException exception)
        {
            throw MetricQueryReader.InvalidExpression(alarm.ReturnedId, exception);
        }
    }

    private static void RequireSuppressor(WireNode input, List<AlarmRecord> all)
    {
        if (input.Text("ActionsSuppressor") is not { } suppressor)
        {
            if (SuppressorPeriods.FirstOrDefault(period => input.Whole(period) is not null) is { } alone)
            {
                throw AwsException.Validation($"The parameter {alone} is only for an alarm with an ActionsSuppressor.");
            }

            return;
        }

        if (SuppressorPeriods.FirstOrDefault(period => input.Whole(period) is not >= 0) is { } missing)
        {
            throw AwsException.Validation($"The parameter {missing} is required with ActionsSuppressor, in seconds from 0.");
        }

        if (!all.Exists(alarm => alarm.IsCalled(suppressor)))
        {
            throw AwsException.Validation($"ActionsSuppressor names an alarm that does not exist: {suppressor}.");
        }
    }

    /// <summary>What a composite alarm looks at cannot go before it does, and one request takes one composite alarm at most.</summary>
    private void RequireUnused(List<AlarmRecord> going)
    {
        if (going.Count(static alarm => alarm.IsComposite) > 1)
        {
            throw AwsException.Validation("At most one composite alarm is deleted at once.");
        }

        foreach (AlarmRecord user in alarms.All().Where(alarm => alarm.IsComposite && !going.Exists(gone => gone.Name == alarm.Name)))
        {
            if (going.Find(alarm => CompositeRule.Parse(user.Body.Text("AlarmRule")!).Alarms.Contains(alarm.Name)) is { } used)
            {
                throw AwsException.Validation($"Cannot delete {used.Name} as there are composite alarm(s) depending on it: {user.Name}.");
            }
        }
    }

    private AlarmRecord Existing(string name) => alarms.Find(name)
        ?? throw new AwsException("ResourceNotFound", "ResourceNotFound", $"The alarm {name} does not exist.", 404);

    private static string Name(WireNode input)
    {
        string name = input.Text("AlarmName") ?? throw AwsException.Missing("AlarmName");
        foreach (string action in Actions)
        {
            input.Texts(action);
        }

        return name.Length is > 0 and <= MaxName
            ? name
            : throw AwsException.Validation($"AlarmName must have 1 to {MaxName} characters; found {name.Length}.");
    }
}
