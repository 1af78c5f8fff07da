"""What the lists show."""

import pytest


@pytest.mark.concept("shows-profile")
def test_profile_is_an_object_or_null(blog, read, database):
    """A user is shown with the one profile as an object, and with null if there is none."""
    with_profile, without = blog.users(2), blog.users(2)
    shown = [user | {"profile": None} for user in without] + blog.profiles(with_profile)
    blog.posts(with_profile + without)

    users = read("/users")

    for user in users:
        assert set(user) == {"id", "name", "profile", "post_count"}, "These are a user's fields."
    found = [{name: user[name] for name in ("id", "name", "profile")} for user in users]
    expected = sorted(shown, key=lambda user: user["name"])
    assert found == expected, "All users must be listed by name, with profile or null."
    sql = "INSERT OR IGNORE INTO profiles (user_id, bio) VALUES (:user_id, 'another')"
    another = database.execute(sql, user_id=with_profile[0]["id"])
    assert another == 0, "A user must not get a second profile in the table."


@pytest.mark.concept("lists-posts")
def test_every_post_is_listed_once(blog, read):
    """All posts are listed once, by id, with their author and all of their tags, sorted."""
    ann, bob = blog.users(2)
    tags = blog.tags(3)
    posts = [
        *blog.posts([ann, bob, ann], tags),
        *blog.posts([bob]),
        *blog.posts([ann], tags[1:]),
    ]

    assert read("/posts") == posts, "Each post must be there once, with all of its tags."


@pytest.mark.concept("lists-posts")
def test_posts_of_a_user_are_listed(client, blog, read, fresh):
    """The posts of a user are listed in the same form, an empty list if there are none, or 404."""
    ann, bob, eve = blog.users(3)
    posts = blog.posts([ann, bob, ann, bob, ann], blog.tags(2))

    for user in (ann, bob, eve):
        own = [post for post in posts if post["author"] == user]
        assert read(f"/users/{user['id']}/posts") == own, "These are the user's posts."
    unknown = client.get(f"/users/{fresh.integer(5000, 9999)}/posts")
    assert unknown.status_code == 404, "The posts of nobody are 404."


@pytest.mark.concept("pages-posts")
def test_limit_counts_posts(blog, read):
    """The parameters limit and offset count posts, however many tags they have."""
    posts = blog.posts(blog.users(6), blog.tags(3))

    assert read("/posts?limit=2") == posts[:2], "limit=2 must show the first two posts."
    assert read("/posts?limit=3&offset=2") == posts[2:5], "offset=2 must leave out two posts."
    assert read("/posts?limit=4&offset=4") == posts[4:], "The last page may be shorter."
    assert read("/posts?limit=0") == [], "limit=0 is no posts."
    assert read("/posts?limit=2&offset=6") == [], "Behind the end there are no posts."


@pytest.mark.concept("pages-posts")
def test_posts_of_other_pages_are_not_loaded(blog, read):
    """A page is shown even if posts before and after it cannot be loaded."""
    users, tags = blog.users(2), blog.tags(2)
    blog.unreadable_posts(users, tags)
    posts = blog.posts(users, tags)
    blog.unreadable_posts(users, tags)

    assert read("/posts?limit=2&offset=2") == posts, "Only the posts of the page must be loaded."


@pytest.mark.concept("filters-in-database")
def test_posts_of_a_user_are_filtered_by_tag(blog, read, fresh):
    """The parameter tag keeps the user's posts that have the tag; they show all of their tags."""
    ann, bob = blog.users(2)
    tea, milk, salt = blog.tags(3)
    both = blog.posts([ann, bob], [tea, milk])
    blog.posts([ann], [salt])
    one = blog.posts([bob, ann], [tea])
    path = f"/users/{ann['id']}/posts"

    assert read(f"{path}?tag={tea['name']}") == [both[0], one[1]], "Two of Ann's posts are on tea."
    assert read(f"{path}?tag={milk['name']}") == [both[0]], "One of Ann's posts is on milk."
    assert read(f"{path}?tag={fresh.word(11)}") == [], "No post has a tag that nobody knows."


@pytest.mark.concept("filters-in-database")
def test_other_posts_of_a_user_are_not_loaded(blog, read):
    """With tag and limit, posts that do not belong to the answer are not loaded."""
    ann, bob = blog.users(2)
    tea, milk = blog.tags(2)
    blog.unreadable_posts([ann, ann], [milk])
    blog.unreadable_posts([bob], [tea])
    posts = blog.posts([ann, ann], [tea, milk])
    blog.unreadable_posts([ann], [tea])
    path = f"/users/{ann['id']}/posts?tag={tea['name']}"

    assert read(f"{path}&limit=2") == posts, "Tag and limit must be applied in the database."
    assert read(f"{path}&limit=1") == posts[:1], "limit=1 must show the first post."
    assert read(f"{path}&limit=0") == [], "limit=0 is no posts."


@pytest.mark.concept("counts-in-database")
def test_posts_are_counted_without_loading(blog, read):
    """post_count is right for users with many posts, with one and with none, and loads no post."""
    users = blog.users(3)
    blog.profiles(users[:1])
    tags = blog.tags(2)
    blog.unreadable_posts([users[0]] * 4, tags)
    blog.unreadable_posts([users[2]])

    found = sorted((user["id"], user["post_count"]) for user in read("/users"))

    expected = [(user["id"], count) for user, count in zip(users, (4, 0, 1), strict=True)]
    assert found == expected, "All users must be listed, with the number of their posts."
