namespace IdPhoto.Persons;

/// <summary>Every limit of the fusion. The defaults were tuned together on the labelled composites; probabilities are 0..1.</summary>
internal sealed record FusionLimits
{
    /// <summary>The limits that a photo is made with.</summary>
    public static FusionLimits Default { get; } = new();

    /// <summary>The person network's share of the vote before a busy background, where IS-Net takes things for persons.</summary>
    public float PersonWeightBusy { get; init; } = 0.58f;

    /// <summary>Its share before an even background, where IS-Net's edges are the better ones.</summary>
    public float PersonWeightEven { get; init; } = 0.42f;

    /// <summary>From this probability on, in either network, something was seen at all; below it evidence counts by proportion.</summary>
    public float Seen { get; init; } = 0.3f;

    /// <summary>What looking like the even background takes from a vote.</summary>
    public float BackgroundVeto { get; init; } = 0.35f;

    /// <summary>What plainly not looking like it adds.</summary>
    public float BackgroundSupport { get; init; } = 0.15f;

    /// <summary>Twice the variance, in squared spreads of the background, by which a difference still passes for it.</summary>
    public float MatchFalloff { get; init; } = 6;

    /// <summary>What standing below a face adds: a body must be there, so both networks' doubts weigh less.</summary>
    public float TorsoSupport { get; init; } = 0.15f;

    /// <summary>From this vote on, and from this probability on in one network, a pixel is the person.</summary>
    public float Decision { get; init; } = 0.5f;

    /// <summary>The torso begins this far below the chin, in T (eyes to chin): above it is neck, and hair to both sides.</summary>
    public double TorsoBelowChin { get; init; } = 0.2;

    /// <summary>Half the torso's width at the chin, in T.</summary>
    public double TorsoHalfNeck { get; init; } = 0.35;

    /// <summary>What that half grows by per T downwards: shoulders slope.</summary>
    public double TorsoSlope { get; init; } = 0.9;

    /// <summary>The most that half may be, in T: shoulders end.</summary>
    public double TorsoHalfShoulders { get; init; } = 1.4;

    /// <summary>A person's axis begins this far above the eyes, in T.</summary>
    public double AxisAboveEyes { get; init; } = 0.5;

    /// <summary>And ends this far below them, in T: about a standing body.</summary>
    public double AxisBelowEyes { get; init; } = 8;

    /// <summary>Where two people touch, colours decide this far around the middle between their axes, as a share of the way.</summary>
    public float SeamReach { get; init; } = 0.17f;

    /// <summary>What is surely the own face reaches this far from between the eyes, and the own chest from below the chin, in T.</summary>
    public double Core { get; init; } = 0.7;

    /// <summary>A level of difference between neighbouring pixels, all channels together, is as far as this many pixels.</summary>
    public float SeamColour { get; init; } = 0.5f;

    /// <summary>Hair at the side of what is looked at may be a neighbour's from this much of it on, in squares of T: less is a strand.</summary>
    public double SliceHair { get; init; } = 0.02;

    /// <summary>And from this share of it and the skin that it lies on: less is a bare arm with a shadow on it.</summary>
    public double SliceHairShare { get; init; } = 0.2;

    /// <summary>If it, and the skin that it lies on, is this far from all hair and skin that hang together with a face, in T.</summary>
    public float SliceFromOwn { get; init; } = 0.5f;

    /// <summary>And less than this share of it lies on a chest: that is fur.</summary>
    public double SliceOnChest { get; init; } = 0.2;

    /// <summary>How far from a slice's outline colours decide, in pixels of the person network's 256.</summary>
    public float SliceSeam { get; init; } = 3;

    /// <summary>Skin of a face at the side of what is looked at is a neighbour's whose face is cut off from this much on, in squares of T.</summary>
    public double SideFaceArea { get; init; } = 0.1;

    /// <summary>And from this height on, in T: a hand or an ear is lower.</summary>
    public double SideFaceHeight { get; init; } = 0.7;

    /// <summary>If it is this far beside the middle of the own face, in T.</summary>
    public double SideFaceApart { get; init; } = 0.8;

    /// <summary>A neighbour who was removed touched the person if they shared this much of their outlines, in T.</summary>
    public double DividedFrom { get; init; } = 0.2;

    /// <summary>People of whom no face was found, beside somebody who is cut out: from this share of that one's area on.</summary>
    public double CompanionArea { get; init; } = 0.35;

    /// <summary>And both networks see a person in at least this share of them.</summary>
    public double CompanionSeen { get; init; } = 0.6;

    /// <summary>And hair covers at least this much, in squares of T: of a head from behind it covers about two, and of a chair's wooden legs, which pass for arms, nothing is hair.</summary>
    public double CompanionHair { get; init; } = 0.3;

    /// <summary>A gap between hair and body is bridged up to this share of the grid's height: about a head.</summary>
    public int GapShare { get; init; } = 4;

    /// <summary>Fewer rows of hair than this above a gap are noise.</summary>
    public int FewestHairRows { get; init; } = 3;

    /// <summary>A gap is bridged where the person network's mean suspicion of a person in it is above this.</summary>
    public float GapSuspicion { get; init; } = 0.25f;

    /// <summary>A person without a face covers at least this share of the region.</summary>
    public double LeastArea { get; init; } = 0.004;

    /// <summary>
    /// And the person network sees one in at least this share of it: of animals in just over half, of people who look away or
    /// whose face is hidden in four fifths.
    /// </summary>
    public double LeastPerson { get; init; } = 0.65;

    /// <summary>
    /// And both networks see one in at least this share of it. Of phantoms in empty scenes IS-Net saw at most 0.04, of a head from
    /// behind, its least, 0.23.
    /// </summary>
    public double LeastAgreement { get; init; } = 0.12;

    /// <summary>And hair or skin in at least this share: walls and rocks have none.</summary>
    public double LeastFlesh { get; init; } = 0.03;

    /// <summary>What area weighs beside visibility when the main part is chosen without a face.</summary>
    public double AreaWeight { get; init; } = 0.2;

    /// <summary>Without a face, a limb cut off by an object is kept from this share of the main part's area on.</summary>
    public double SecondPartArea { get; init; } = 0.02;

    /// <summary>If IS-Net sees at least this share of it: a phantom it does not see.</summary>
    public double SecondPartSeen { get; init; } = 0.5;

    /// <summary>Below this the person network sees no person in a pixel.</summary>
    public float NoPerson { get; init; } = 0.15f;

    /// <summary>A thing beside the person is dropped from this share of the person's area on; smaller ones are strands.</summary>
    public double LeastThing { get; init; } = 0.004;

    /// <summary>Unless the person network suspects a person in it by more than this mean.</summary>
    public double ThingSuspicion { get; init; } = 0.02;

    /// <summary>Or it touches the person in this much hair, in pixels: a braid hangs from hair.</summary>
    public double HairContact { get; init; } = 2;

    /// <summary>How far around a touching pixel hair is looked for, in grid pixels.</summary>
    public int HairReach { get; init; } = 4;

    /// <summary>From this probability on it is hair.</summary>
    public float HairBeside { get; init; } = 0.3f;

    /// <summary>A hole is filled where the networks' mean suspicion of a person in it is above this.</summary>
    public double HoleSuspicion { get; init; } = 0.3;

    /// <summary>Unless this share of it shows the background, as through crooked arms.</summary>
    public double HoleBackground { get; init; } = 0.6;

    /// <summary>Gaps in hair are looked for before a wall of at least this evenness.</summary>
    public float GapEvenness { get; init; } = 0.5f;

    /// <summary>And of more than this lightness, L*: a gloss on hair is darker.</summary>
    public float GapLightness { get; init; } = 75;

    /// <summary>A gap differs from the wall by less than this share of what the hair around it does.</summary>
    public float GapMatch { get; init; } = 0.15f;

    /// <summary>Which is more than this on average, in the wall's usual spreads.</summary>
    public float GapDifference { get; init; } = 8;

    /// <summary>Around it is as far as this share of the grid.</summary>
    public int GapHairShare { get; init; } = 16;

    /// <summary>A gap is this near to hair, in pixels of the person network's 256.</summary>
    public float GapFromHair { get; init; } = 4;

    /// <summary>Where skin, clothes and things worn are more probable than this, there is no gap.</summary>
    public double GapCovered { get; init; } = 0.4;

    /// <summary>How far around a gap colours decide, in grid pixels: as wide as the windows in which it was found, and a strand.</summary>
    public float GapReach { get; init; } = 3;

    /// <summary>How opaque a gap is likely to be: strands cross it.</summary>
    public float GapLikelihood { get; init; } = 0.2f;

    /// <summary>A network this far from the decision was overruled.</summary>
    public float Overruled { get; init; } = 0.6f;

    /// <summary>Overruled pixels speak for this neighbourhood, in pixels of the person network's 256.</summary>
    public int OverruledReach { get; init; } = 3;

    /// <summary>What keeps the networks' weights equal where neither was overruled.</summary>
    public float EqualWeight { get; init; } = 0.08f;
}
