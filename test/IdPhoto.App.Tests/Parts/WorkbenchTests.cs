using System.Text.Json;
using Bunit;
using IdPhoto.App.Journey;
using IdPhoto.Documents;
using IdPhoto.Studio.Reports;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace IdPhoto.App.Tests.Parts;

/// <summary>What the engine answers late must not stand under something newer.</summary>
public sealed class WorkbenchTests : BunitContext
{
    private const string Refused = """{"refusal":{"code":"no-face","id":"","sentence":"none"}}""";
    private static readonly ChosenDocument Inch = new(PhotoSpecs.Find("one-inch"));
    private readonly JSRuntimeInvocationHandler<string> _make;
    private readonly JSRuntimeInvocationHandler<string> _check;
    private readonly Trip _trip;
    private readonly Workbench _bench;

    public WorkbenchTests()
    {
        Services.AddApp();
        BunitJSModuleInterop studio = JSInterop.SetupModule("./js/studio.js");
        studio.Mode = JSRuntimeMode.Loose;
        _make = studio.Setup<string>("make", _ => true);
        _check = studio.Setup<string>("check", _ => true);
        _trip = Services.GetRequiredService<Trip>();
        _bench = Services.GetRequiredService<Workbench>();
        _trip.Choose(Inch);
        _trip.Opened(new OpenedPicture(new Analysis(3000, 4000, [], 0), "blob:"));
    }

    [Fact]
    public async Task A_photo_that_was_begun_before_an_edit_is_not_the_finished_one()
    {
        Task making = _bench.MakeAsync(Inch);
        _trip.Edit(Inch, _trip.EditsOf(Inch).Moved(0.1, 0));
        _make.SetResult(Made());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making);
        Assert.Empty(_trip.Made);
    }

    [Fact]
    public async Task A_photo_of_the_picture_before_is_not_shown_under_the_next()
    {
        Task making = _bench.MakeAsync(Inch);
        _trip.Chosen();
        _make.SetResult(Made());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making);
        Assert.Empty(_trip.Made);
    }

    [Fact]
    public async Task A_verdict_for_an_adult_is_not_given_to_a_child()
    {
        Task checking = _bench.CheckAsync();
        _trip.For(Subject.Infant);
        _check.SetResult("""{"result":{"spec":"one-inch","kind":"capture","overall":"pass","findings":[],"checklist":[]}}""");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => checking);
        Assert.Empty(_trip.Verdicts);
    }

    [Fact]
    public async Task A_photo_that_is_under_way_is_waited_for_and_not_begun_again()
    {
        Task prepared = _bench.MakeAsync(Inch), wanted = _bench.MakeAsync(Inch);
        Assert.Single(_make.Invocations);
        _make.SetResult(Made());
        await Task.WhenAll(prepared, wanted);
        Assert.Single(_trip.Made);
        _trip.Edit(Inch, _trip.EditsOf(Inch).Moved(0.1, 0));
        await _bench.MakeAsync(Inch);
        Assert.Equal(2, _make.Invocations.Count);
    }

    [Fact]
    public async Task What_cannot_be_prepared_is_said_only_when_it_is_asked_for()
    {
        _trip.Edit(Inch, _trip.EditsOf(Inch) with { Background = null });
        _make.SetResult(Refused);
        await _bench.PrepareAsync(Inch);
        await Assert.ThrowsAsync<Device.RefusedException>(() => _bench.MakeAsync(Inch));
    }

    [Fact]
    public async Task A_refusal_keeps_its_code_and_its_sentence()
    {
        Task making = _bench.MakeAsync(Inch);
        _make.SetResult(Refused);
        Device.RefusedException refused = await Assert.ThrowsAsync<Device.RefusedException>(() => making);
        Assert.Equal(("no-face", "none"), (refused.Code, refused.Sentence));
        Assert.Null(_bench.Stage);
    }

    private static string Made() => JsonSerializer.Serialize(new { result = new { spec = "one-inch", file = new { url = "blob:", type = "image/jpeg", bytes = 1 }, draft = false } }, JsonSerializerOptions.Web);
}
