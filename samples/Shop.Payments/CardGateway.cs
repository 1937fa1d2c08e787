using Obs.Tracing;

namespace Shop.Payments;

/// <summary>Stands for the card network. Most cards are good; some numbers, as in any payment sandbox, always end badly.</summary>
internal sealed class CardGateway(Tracer tracer, TimeProvider time, IConfiguration configuration)
{
    private const string DeclinedCard = "4000000000000002";
    private const string EmptyCard = "4000000000009995";
    private const string ExpiredCard = "4000000000000069";
    private const string BrokenCard = "4000000000000119";
    private const string ChallengedCard = "4000000000003220";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly TimeSpan? _wave = configuration.GetValue<TimeSpan?>("Shop:Wave");

    public async Task<Authorisation> AuthoriseAsync(AuthorisationRequest request, CancellationToken cancellationToken)
    {
        using SubsegmentScope call = tracer.BeginSubsegment("card network")
            .Annotate("amount", request.AmountCents / 100.0)
            .Annotate("challenged", request.Card == ChallengedCard);
        try
        {
            Authorisation answer = await AskAsync(request, cancellationToken);
            return answer.DeclineReason is null ? answer : Declined(answer, call);
        }
        catch (CardGatewayException exception)
        {
            call.RecordException(exception);
            throw;
        }
    }

    private static Authorisation Declined(Authorisation answer, SubsegmentScope call)
    {
        call.MarkError().Annotate("declineReason", answer.DeclineReason);
        return answer;
    }

    private async Task<Authorisation> AskAsync(AuthorisationRequest request, CancellationToken cancellationToken)
    {
        TimeSpan wait = TimeToAnswer(request.Card) + Delay();
        await Task.Delay(wait < Patience ? wait : Patience, time, cancellationToken);
        if (wait >= Patience)
        {
            throw new CardGatewayException($"The card network did not answer within a second when order {request.OrderId} was authorised.");
        }

        return request.Card switch
        {
            DeclinedCard => new Authorisation(Id: null, "card_declined"),
            EmptyCard => new Authorisation(Id: null, "insufficient_funds"),
            ExpiredCard => new Authorisation(Id: null, "expired_card"),
            BrokenCard =>
                throw new CardGatewayException($"The card network closed the connection while order {request.OrderId} was authorised."),
            _ => new Authorisation($"auth_{Guid.CreateVersion7(time.GetUtcNow()):N}", DeclineReason: null),
        };
    }

    private static TimeSpan TimeToAnswer(string card) => card == ChallengedCard
        ? TimeSpan.FromMilliseconds(Random.Shared.Next(600, 900)) // The bank asks its customer first.
        : TimeSpan.FromMilliseconds(Random.Shared.Next(12, 40));

    // Planted where there is a wave: between nothing and a second and a half, once in its period.
    private TimeSpan Delay() => _wave is { } period
        ? TimeSpan.FromMilliseconds(750 * (1 - Math.Cos(2 * Math.PI * time.GetUtcNow().Ticks / period.Ticks)))
        : TimeSpan.Zero;
}
