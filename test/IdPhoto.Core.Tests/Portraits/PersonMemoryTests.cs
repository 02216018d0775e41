using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using Xunit;

namespace IdPhoto.Tests.Portraits;

/// <summary>When the person is not looked for again.</summary>
public sealed class PersonMemoryTests
{
    private static readonly Box Known = new(100, 100, 400, 500);
    private static readonly Box Slightly = new(110, 105, 380, 480);

    [Fact]
    public async Task The_very_same_question_is_answered_from_memory()
    {
        Assert.False(await AsksAgainAsync(Known, new SceneOptions(), corrected: false));
        Assert.False(await AsksAgainAsync(Known, new SceneOptions(), corrected: true));
        Assert.True(await AsksAgainAsync(Known, new SceneOptions { UseSalient = false }, corrected: true));
    }

    [Fact]
    public async Task Only_a_page_that_is_corrected_takes_a_scene_that_shows_somewhat_more()
    {
        Assert.True(await AsksAgainAsync(Slightly, new SceneOptions(), corrected: false));
        Assert.False(await AsksAgainAsync(Slightly, new SceneOptions(), corrected: true));
    }

    [Theory]
    [InlineData(99, 100, 400, 500)]
    [InlineData(100, 101, 400, 500)]
    [InlineData(100, 100, 300, 500)]
    [InlineData(100, 100, 400, 380)]
    public async Task A_scene_that_shows_too_little_or_far_too_much_is_not_taken(double x, double y, double width, double height)
        => Assert.True(await AsksAgainAsync(new Box(x, y, width, height), new SceneOptions(), corrected: true));

    private static async Task<bool> AsksAgainAsync(Box wanted, SceneOptions options, bool corrected)
    {
        PersonMemory memory = new();
        int asked = 0;
        await memory.SceneAsync(Known, new SceneOptions(), corrected: false, ReadAsync);
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
