using IdPhoto.App.Device;
using IdPhoto.App.Words;

namespace IdPhoto.App.Journey;

/// <summary>The server, for one who has agreed: sends, has the photo made, erases, and writes down what was sent.</summary>
public sealed class ServerWay(ServerLink server, Keeper keeper, Trip trip, Talk talk, TimeProvider clock)
{
    private ServerStay? _stay;

    /// <summary>Whether the person has agreed for good to the policy as it is.</summary>
    public bool AgreedForGood => keeper.Settings.Server is { Always: true, Policy: PrivacyPolicy.Version };

    /// <summary>Makes a document's photo on the server.</summary>
    /// <param name="document">A known document.</param>
    /// <param name="guardian">Whether a guardian said that they are the guardian.</param>
    public async Task MakeAsync(ChosenDocument document, bool guardian)
    {
        string language = talk.Words.Language.Tag;
        ServerStay stay = _stay ??= await SentAsync(language, guardian);
        ServerPhoto made = await server.MakeAsync(stay, trip.EditsOf(document).Query(document.Spec), document.Spec.Id, language);
        trip.Made[document.Key] = new MadeDocument(made.File, made.Report.Report, Draft: false, ByServer: true);
        trip.Tell();
    }

    /// <summary>Erases a photo that was sent.</summary>
    public async Task EraseAsync(Upload upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        if (upload.Token is null)
            return;
        ErasedStay erased = await server.EraseAsync(new ServerStay(upload.Id, upload.Token, upload.ExpiresAt), talk.Words.Language.Tag);
        if (_stay?.Id == upload.Id)
            _stay = null;
        await keeper.RememberAsync(upload with { Token = null, ErasedAt = erased.ErasedAt, Receipt = erased.Receipt });
    }

    /// <summary>Erases everything that is still there, and withdraws the standing agreement.</summary>
    public async Task WithdrawAsync()
    {
        await keeper.SetAsync(settings => settings with { Server = null });
        foreach (Upload upload in keeper.Uploads.Where(upload => upload.IsThere(clock.GetUtcNow())).ToArray())
            await EraseAsync(upload);
    }

    /// <summary>A new picture is another photo: it is sent only when it is agreed to again.</summary>
    public void Forget() => _stay = null;

    private async Task<ServerStay> SentAsync(string language, bool guardian)
    {
        ServerStay stay = await server.SendAsync(language);
        await keeper.RememberAsync(new Upload(stay.Id, stay.Token, clock.GetUtcNow(), stay.ExpiresAt, PrivacyPolicy.Version, guardian));
        return stay;
    }
}
