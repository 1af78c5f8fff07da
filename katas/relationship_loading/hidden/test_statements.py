"""How many SQL statements a request takes."""

import pytest


@pytest.mark.concept("avoids-n-plus-one")
def test_list_of_posts_takes_few_statements(blog, fresh, stays_constant):
    """GET /posts takes the same few statements for a few posts and authors and for many."""

    def grow(count):
        blog.posts(blog.users(count), blog.tags(2))

    grow(2)
    stays_constant("/posts", lambda: grow(fresh.integer(6, 12)))
    stays_constant("/posts?limit=50&offset=1", lambda: grow(fresh.integer(6, 12)))


@pytest.mark.concept("avoids-n-plus-one")
def test_posts_of_a_user_take_few_statements(blog, fresh, stays_constant):
    """GET /users/<id>/posts takes the same few statements for a few posts and for many."""
    (user,) = blog.users()
    tags = blog.tags(3)
    blog.posts([user] * 2, tags)
    path = f"/users/{user['id']}/posts"

    stays_constant(path, lambda: blog.posts([user] * fresh.integer(6, 12), tags))
    stays_constant(f"{path}?tag={tags[0]['name']}", lambda: blog.posts([user] * 7, tags))


@pytest.mark.concept("avoids-n-plus-one")
def test_list_of_users_takes_few_statements(blog, fresh, stays_constant):
    """GET /users takes the same few statements for a few users and for many."""

    def grow(count):
        users = blog.users(count)
        blog.profiles(users[1:])
        blog.posts(users + users)

    grow(3)
    stays_constant("/users", lambda: grow(fresh.integer(6, 12)))


@pytest.mark.concept("loads-through-levels")
def test_page_of_a_tag_takes_few_statements(blog, fresh, stays_constant):
    """GET /tags/<name> takes the same few statements for a few posts and for many."""
    (tag,) = blog.tags()

    def grow(count):
        users = blog.users(count)
        blog.profiles(users[1:])
        blog.posts(users + users, [tag])

    grow(3)
    stays_constant(f"/tags/{tag['name']}", lambda: grow(fresh.integer(6, 12)))
