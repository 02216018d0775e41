using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using Xunit;

namespace IdPhoto.Tests.Portraits;

/// <summary>When the person is not looked for again.</summary>
public sealed class PersonMemoryTests
{
    private static readonly Box Known = new(100, 100, 400, 500);
    private static readonly Box Less = new(110, 105, 380, 480);
    private static readonly Box More = new(90, 95, 420, 520);

    [Fact]
    public async Task The_very_same_question_is_answered_from_memory()
    {
        Assert.False(await AsksAgainAsync(Known, new SceneOptions(), corrected: null));
        Assert.False(await AsksAgainAsync(Known, new SceneOptions(), corrected: Known));
        Assert.True(await AsksAgainAsync(Known, new SceneOptions { UseSalient = false }, corrected: Known));
    }

    [Fact]
    public async Task Only_a_page_that_is_corrected_takes_a_scene_that_shows_somewhat_more_or_less_around_it()
    {
        Assert.True(await AsksAgainAsync(Less, new SceneOptions(), corrected: null));
        Assert.False(await AsksAgainAsync(Less, new SceneOptions(), corrected: Less));
        Assert.True(await AsksAgainAsync(More, new SceneOptions(), corrected: null));
        Assert.False(await AsksAgainAsync(More, new SceneOptions(), corrected: Less));
    }

    [Theory]
    [InlineData(99, 100, 400, 500)]
    [InlineData(100, 101, 400, 500)]
    [InlineData(100, 100, 300, 500)]
    [InlineData(100, 100, 400, 380)]
    public async Task A_scene_that_shows_too_little_or_far_too_much_is_not_taken(double x, double y, double width, double height)
        => Assert.True(await AsksAgainAsync(new Box(x, y, width, height), new SceneOptions(), corrected: new Box(x, y, width, height)));

    private static async Task<bool> AsksAgainAsync(Box wanted, SceneOptions options, Box? corrected)
    {
        PersonMemory memory = new();
        int asked = 0;
        await memory.SceneAsync(Known, new SceneOptions(), corrected: null, ReadAsync);
        await memory.SceneAsync(wanted, options, corrected, ReadAsync);
        return asked == 2;

        ValueTask<PersonScene> ReadAsync()
        {
            asked++;
            Plane plane = new(new PixelSize(8, 8));
            return ValueTask.FromResult(new PersonScene(Known, plane, plane, plane, plane));
        }
    }
}
